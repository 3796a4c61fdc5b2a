-- Blocks: small pinned texts that are always in main context.

CREATE TABLE blocks (
    tenant_id    uuid NOT NULL,
    owner_id     uuid NOT NULL,
    label        text NOT NULL,
    content      text NOT NULL,
    token_count  integer NOT NULL,
    limit_tokens integer NOT NULL,
    version      integer NOT NULL,
    updated_at   timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, owner_id, label),
    FOREIGN KEY (tenant_id, owner_id) REFERENCES users ON DELETE CASCADE
);
ALTER TABLE blocks ENABLE ROW LEVEL SECURITY;
ALTER TABLE blocks FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON blocks
    USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);

-- What a block said before. It outlives the block, so that a new one under the same label goes on
-- counting versions and an old ETag never matches it.
CREATE TABLE block_history (
    tenant_id   uuid NOT NULL,
    owner_id    uuid NOT NULL,
    label       text NOT NULL,
    version     integer NOT NULL,
    content     text NOT NULL,
    replaced_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, owner_id, label, version),
    FOREIGN KEY (tenant_id, owner_id) REFERENCES users ON DELETE CASCADE
);
ALTER TABLE block_history ENABLE ROW LEVEL SECURITY;
ALTER TABLE block_history FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON block_history
    USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);

GRANT SELECT, INSERT, UPDATE, DELETE ON blocks, block_history TO mnemic_app;
