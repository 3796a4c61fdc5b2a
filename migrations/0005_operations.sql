-- Background work that a client can watch; a failed one is a dead letter until it is retried.

CREATE TABLE operations (
    tenant_id    uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    operation_id uuid NOT NULL,
    kind         text NOT NULL,
    owner_id     uuid,
    arguments    jsonb NOT NULL,
    status       text NOT NULL DEFAULT 'queued'
                 CHECK (status IN ('queued', 'running', 'succeeded', 'failed')),
    total        integer NOT NULL DEFAULT 0,
    attempts     integer NOT NULL DEFAULT 0,
    error        text,
    result       jsonb,
    created_at   timestamptz NOT NULL,
    started_at   timestamptz,
    finished_at  timestamptz,
    lock         text,      -- jobs with the same lock run one after another
    PRIMARY KEY (tenant_id, operation_id)
);
CREATE INDEX operations_status ON operations (tenant_id, status, operation_id);
ALTER TABLE operations ENABLE ROW LEVEL SECURITY;
ALTER TABLE operations FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON operations
    USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);

GRANT SELECT, INSERT, UPDATE, DELETE ON operations TO mnemic_app;
