-- Which reflections stand, and what the last round looked at. A row outlives a memory that was
-- deleted: what somebody has deleted is not written again.

CREATE TABLE reflections (
    tenant_id   uuid NOT NULL,
    memory_id   uuid NOT NULL,
    owner_id    uuid NOT NULL,
    aspect      text NOT NULL,                -- asked_again, corrected, left_open, theme, insight
    fingerprint bytea NOT NULL,               -- of what it rests on
    is_stale    boolean NOT NULL DEFAULT false,
    PRIMARY KEY (tenant_id, memory_id),
    FOREIGN KEY (tenant_id, owner_id) REFERENCES users ON DELETE CASCADE
);
CREATE INDEX reflections_owner ON reflections (tenant_id, owner_id, memory_id);
ALTER TABLE reflections ENABLE ROW LEVEL SECURITY;
ALTER TABLE reflections FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON reflections
    USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);

-- A model is not asked twice about the same turns.
CREATE TABLE reflection_rounds (
    tenant_id   uuid NOT NULL,
    owner_id    uuid NOT NULL,
    fingerprint bytea NOT NULL,
    PRIMARY KEY (tenant_id, owner_id),
    FOREIGN KEY (tenant_id, owner_id) REFERENCES users ON DELETE CASCADE
);
ALTER TABLE reflection_rounds ENABLE ROW LEVEL SECURITY;
ALTER TABLE reflection_rounds FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON reflection_rounds
    USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);

GRANT SELECT, INSERT, UPDATE, DELETE ON reflections, reflection_rounds TO mnemic_app;
