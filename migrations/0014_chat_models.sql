-- The chat model of a tenant that has one of its own. Its key is sealed: see app/tenancy/vault.py.
CREATE TABLE chat_models (
    tenant_id  uuid PRIMARY KEY REFERENCES tenants ON DELETE CASCADE,
    base_url   text NOT NULL,
    model      text NOT NULL,
    sealed_key bytea,                         -- none: the endpoint asks for no key
    updated_at timestamptz NOT NULL
);
ALTER TABLE chat_models ENABLE ROW LEVEL SECURITY;
ALTER TABLE chat_models FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON chat_models
    USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);

GRANT SELECT, INSERT, UPDATE, DELETE ON chat_models TO mnemic_app;
