-- Sessions and memories. A message is a memory.

CREATE TABLE sessions (
    tenant_id    uuid NOT NULL,
    owner_id     uuid NOT NULL,
    session_id   text NOT NULL,
    last_seq     bigint NOT NULL DEFAULT 0,   -- sequence number of the newest message
    folded_seq   bigint NOT NULL DEFAULT 0,   -- messages up to here are in the summary
    summary_id   uuid,                        -- the running summary
    created_at   timestamptz NOT NULL,
    last_at      timestamptz NOT NULL,        -- when the newest message was recorded
    closed_at    timestamptz,
    PRIMARY KEY (tenant_id, owner_id, session_id),
    FOREIGN KEY (tenant_id, owner_id) REFERENCES users ON DELETE CASCADE
);
CREATE INDEX sessions_recent ON sessions (tenant_id, owner_id, last_at DESC, session_id);
ALTER TABLE sessions ENABLE ROW LEVEL SECURITY;
ALTER TABLE sessions FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON sessions
    USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);

CREATE TABLE memories (
    tenant_id     uuid NOT NULL,
    memory_id     uuid NOT NULL,              -- UUIDv7: ids sort by the time of recording
    owner_id      uuid NOT NULL,
    session_id    text,
    seq           bigint,                     -- place of a message in its session, from 1
    kind          text NOT NULL CHECK (kind IN ('message', 'fact', 'preference', 'event',
                      'procedure', 'summary', 'reflection', 'note')),
    role          text,
    name          text,
    agent_id      text,
    content       text NOT NULL,
    data          jsonb,
    metadata      jsonb,
    keywords      text[],
    occurred_at   timestamptz NOT NULL,
    recorded_at   timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL,
    valid_from    timestamptz,
    valid_to      timestamptz,
    expires_at    timestamptz,
    archived_at   timestamptz,
    superseded_by uuid,
    importance    real NOT NULL,
    pinned        boolean NOT NULL DEFAULT false,
    trust         text NOT NULL CHECK (trust IN ('user', 'assistant', 'tool', 'imported', 'derived')),
    method        text,                       -- how a derived memory was made
    external_id   text,
    content_hash  bytea,                      -- facts and preferences: the merge key
    mention_count integer NOT NULL DEFAULT 1,
    token_count   integer NOT NULL,
    version       integer NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant_id, memory_id),
    FOREIGN KEY (tenant_id, owner_id) REFERENCES users ON DELETE CASCADE
);
CREATE INDEX memories_owner ON memories (tenant_id, owner_id, memory_id);
CREATE INDEX memories_time ON memories (tenant_id, owner_id, occurred_at);
CREATE UNIQUE INDEX memories_seq ON memories (tenant_id, owner_id, session_id, seq)
    WHERE seq IS NOT NULL;
CREATE UNIQUE INDEX memories_external ON memories (tenant_id, owner_id, external_id)
    WHERE external_id IS NOT NULL;
CREATE INDEX memories_summary ON memories (tenant_id, owner_id, memory_id)
    WHERE kind = 'summary' AND superseded_by IS NULL;
CREATE UNIQUE INDEX memories_merge ON memories (tenant_id, owner_id, kind, content_hash)
    WHERE content_hash IS NOT NULL AND superseded_by IS NULL AND archived_at IS NULL;
ALTER TABLE memories ENABLE ROW LEVEL SECURITY;
ALTER TABLE memories FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON memories
    USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);

CREATE TABLE memory_sources (
    tenant_id uuid NOT NULL,
    memory_id uuid NOT NULL,
    source_id uuid NOT NULL,
    PRIMARY KEY (tenant_id, memory_id, source_id),
    FOREIGN KEY (tenant_id, memory_id) REFERENCES memories ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, source_id) REFERENCES memories (tenant_id, memory_id) ON DELETE CASCADE
);
CREATE INDEX memory_sources_source ON memory_sources (tenant_id, source_id);
ALTER TABLE memory_sources ENABLE ROW LEVEL SECURITY;
ALTER TABLE memory_sources FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON memory_sources
    USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);

CREATE TABLE memory_history (
    tenant_id  uuid NOT NULL,
    memory_id  uuid NOT NULL,
    version    integer NOT NULL,
    changed_at timestamptz NOT NULL,
    before     jsonb NOT NULL,
    PRIMARY KEY (tenant_id, memory_id, version),
    FOREIGN KEY (tenant_id, memory_id) REFERENCES memories ON DELETE CASCADE
);
ALTER TABLE memory_history ENABLE ROW LEVEL SECURITY;
ALTER TABLE memory_history FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON memory_history
    USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);

GRANT SELECT, INSERT, UPDATE, DELETE ON sessions, memories, memory_sources, memory_history
    TO mnemic_app;
