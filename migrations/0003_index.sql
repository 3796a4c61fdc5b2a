-- What recall searches: an inverted index with the statistics of BM25, and vectors.
-- Neither has a foreign key to memories: at twenty postings a memory the check would cost
-- more than the insert. The statements that delete a memory delete these rows too.

CREATE TABLE postings (
    tenant_id       uuid NOT NULL,
    owner_id        uuid NOT NULL,
    term            bigint NOT NULL,          -- hash of the term: half the bytes of the text
    memory_id       uuid NOT NULL,
    frequency       smallint NOT NULL,
    document_length integer NOT NULL,
    PRIMARY KEY (tenant_id, owner_id, term, memory_id) INCLUDE (frequency, document_length)
);
ALTER TABLE postings ENABLE ROW LEVEL SECURITY;
ALTER TABLE postings FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON postings
    USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);

-- One embedding model and its dimension. A registry of the deployment, not of a tenant:
-- the owner role fills it during `migrate`.
CREATE TABLE spaces (
    space_id   smallint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    model      text NOT NULL UNIQUE,
    dimension  integer NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE memory_vectors (
    tenant_id uuid NOT NULL,
    owner_id  uuid NOT NULL,
    space_id  smallint NOT NULL,
    memory_id uuid NOT NULL,
    chunk     smallint NOT NULL,
    embedding halfvec NOT NULL,
    PRIMARY KEY (tenant_id, owner_id, space_id, memory_id, chunk)
) PARTITION BY LIST (space_id);
-- Inline, so that the exact scan reads one page instead of chasing TOAST pointers.
ALTER TABLE memory_vectors ALTER COLUMN embedding SET STORAGE PLAIN;
ALTER TABLE memory_vectors ENABLE ROW LEVEL SECURITY;
ALTER TABLE memory_vectors FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON memory_vectors
    USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);

-- Memories whose vectors are still to be made. No foreign key, as above.
CREATE TABLE embedding_backlog (
    tenant_id    uuid NOT NULL,
    memory_id    uuid NOT NULL,
    operation_id uuid NOT NULL,
    PRIMARY KEY (tenant_id, memory_id)
);
CREATE INDEX embedding_backlog_operation ON embedding_backlog (tenant_id, operation_id);
ALTER TABLE embedding_backlog ENABLE ROW LEVEL SECURITY;
ALTER TABLE embedding_backlog FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON embedding_backlog
    USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);

GRANT SELECT, INSERT, UPDATE, DELETE ON postings, memory_vectors, embedding_backlog TO mnemic_app;
GRANT SELECT ON spaces TO mnemic_app;
