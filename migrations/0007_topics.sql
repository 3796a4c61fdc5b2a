-- Topics, the keyword index, and which summary stands for which topic, day or week.

CREATE TABLE topics (
    tenant_id    uuid NOT NULL,
    topic_id     uuid NOT NULL,
    owner_id     uuid NOT NULL,
    space_id     smallint NOT NULL,
    slug         text,                        -- null until the topic is worth a name; then stable
    title        text,
    keywords     text[] NOT NULL DEFAULT '{}',
    importance   real NOT NULL DEFAULT 0,
    centroid     halfvec NOT NULL,            -- mean of the members' unit vectors, centred
    vector_count integer NOT NULL,            -- how many of them
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, topic_id),
    FOREIGN KEY (tenant_id, owner_id) REFERENCES users ON DELETE CASCADE
);
CREATE UNIQUE INDEX topics_slug ON topics (tenant_id, owner_id, slug) WHERE slug IS NOT NULL;
CREATE INDEX topics_owner ON topics (tenant_id, owner_id, space_id);
ALTER TABLE topics ALTER COLUMN centroid SET STORAGE PLAIN;
ALTER TABLE topics ENABLE ROW LEVEL SECURITY;
ALTER TABLE topics FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON topics
    USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);

-- One row a memory that was looked at; without a topic it is small talk.
CREATE TABLE topic_memories (
    tenant_id uuid NOT NULL,
    owner_id  uuid NOT NULL,
    memory_id uuid NOT NULL,
    topic_id  uuid,
    PRIMARY KEY (tenant_id, memory_id),
    FOREIGN KEY (tenant_id, memory_id) REFERENCES memories ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, topic_id) REFERENCES topics ON DELETE CASCADE
);
CREATE INDEX topic_memories_topic ON topic_memories (tenant_id, owner_id, topic_id, memory_id);
ALTER TABLE topic_memories ENABLE ROW LEVEL SECURITY;
ALTER TABLE topic_memories FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON topic_memories
    USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);

-- The mean vectors of a user's Chinese texts and of the others: without them all look alike.
CREATE TABLE topic_means (
    tenant_id  uuid NOT NULL,
    owner_id   uuid NOT NULL,
    space_id   smallint NOT NULL,
    han        halfvec NOT NULL,
    other      halfvec NOT NULL,
    PRIMARY KEY (tenant_id, owner_id, space_id),
    FOREIGN KEY (tenant_id, owner_id) REFERENCES users ON DELETE CASCADE
);
ALTER TABLE topic_means ENABLE ROW LEVEL SECURITY;
ALTER TABLE topic_means FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON topic_means
    USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);

CREATE TABLE keywords (
    tenant_id uuid NOT NULL,
    owner_id  uuid NOT NULL,
    term      bigint NOT NULL,                -- as in postings; several words have one of their own
    memory_id uuid NOT NULL,
    word      text NOT NULL,                  -- as shown
    folded    text NOT NULL,                  -- as browsed: without case
    is_name   boolean NOT NULL,
    PRIMARY KEY (tenant_id, owner_id, term, memory_id),
    FOREIGN KEY (tenant_id, memory_id) REFERENCES memories ON DELETE CASCADE
);
CREATE INDEX keywords_folded ON keywords (tenant_id, owner_id, folded);
CREATE INDEX keywords_memory ON keywords (tenant_id, memory_id);
ALTER TABLE keywords ENABLE ROW LEVEL SECURITY;
ALTER TABLE keywords FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON keywords
    USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);

CREATE TABLE periodic_summaries (
    tenant_id    uuid NOT NULL,
    owner_id     uuid NOT NULL,
    period       text NOT NULL CHECK (period IN ('topic', 'day', 'week')),
    key          text NOT NULL,               -- topic id, 2025-09-30, 2025-W40
    summary_id   uuid NOT NULL,
    fingerprint  bytea NOT NULL,              -- of the sources as they were
    is_stale     boolean NOT NULL DEFAULT false,
    PRIMARY KEY (tenant_id, owner_id, period, key),
    FOREIGN KEY (tenant_id, summary_id) REFERENCES memories (tenant_id, memory_id) ON DELETE CASCADE
);
CREATE INDEX periodic_summaries_summary ON periodic_summaries (tenant_id, summary_id);
ALTER TABLE periodic_summaries ENABLE ROW LEVEL SECURITY;
ALTER TABLE periodic_summaries FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON periodic_summaries
    USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);

GRANT SELECT, INSERT, UPDATE, DELETE
    ON topics, topic_memories, topic_means, keywords, periodic_summaries TO mnemic_app;
