-- What a session's window holds although it is older than the window: turns that were kept when
-- others were paged out, and what a query has paged in for a while.

CREATE TABLE held_memories (
    tenant_id  uuid NOT NULL,
    owner_id   uuid NOT NULL,
    session_id text NOT NULL,
    memory_id  uuid NOT NULL,
    until_seq  bigint,   -- paged in until the session has come this far; NULL: kept, not summarised
    PRIMARY KEY (tenant_id, owner_id, session_id, memory_id),
    FOREIGN KEY (tenant_id, owner_id, session_id) REFERENCES sessions ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, memory_id) REFERENCES memories ON DELETE CASCADE
);
CREATE INDEX held_memories_memory ON held_memories (tenant_id, memory_id);
ALTER TABLE held_memories ENABLE ROW LEVEL SECURITY;
ALTER TABLE held_memories FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON held_memories
    USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);

GRANT SELECT, INSERT, UPDATE, DELETE ON held_memories TO mnemic_app;
