-- Facts as slots, and how far each session has been read for them.

-- A claim: `memory_id` says that the slot had `object` from `valid_from` on. Which value held
-- when is computed from all claims of a lane; those with the same lane exclude one another.
CREATE TABLE slots (
    tenant_id  uuid NOT NULL,
    owner_id   uuid NOT NULL,
    subject    text NOT NULL,                 -- `user`, or a person of theirs
    lane       text NOT NULL,                 -- lives_in; owns=dog; budget:trip
    claim_id   uuid NOT NULL,
    memory_id  uuid NOT NULL,
    predicate  text NOT NULL,
    object     text NOT NULL,
    holds      boolean NOT NULL,              -- false: from valid_from on it is no longer so
    valid_from timestamptz NOT NULL,
    valid_to   timestamptz,                   -- as far as it was said
    said_at    timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, owner_id, subject, lane, claim_id),
    FOREIGN KEY (tenant_id, owner_id) REFERENCES users ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, memory_id) REFERENCES memories ON DELETE CASCADE
);
CREATE INDEX slots_memory ON slots (tenant_id, memory_id);
ALTER TABLE slots ENABLE ROW LEVEL SECURITY;
ALTER TABLE slots FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON slots
    USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);

GRANT SELECT, INSERT, UPDATE, DELETE ON slots TO mnemic_app;

-- Messages up to here have been read for facts.
ALTER TABLE sessions ADD COLUMN extracted_seq bigint NOT NULL DEFAULT 0;
