-- What a memory is worth by now, and what is to become of those that are worth little.

-- Being recalled into an answer. Counted in batches, so `last_used_at` is the time of the batch;
-- a mention or a change counts as use, too.
ALTER TABLE memories
    ADD COLUMN use_count    integer NOT NULL DEFAULT 0,
    ADD COLUMN last_used_at timestamptz;

-- Importance, raised by use and mention, and faded since the last use. The formula, its reasons
-- and its twin for the API are in app/domain/strength.py; a test holds the two together.
CREATE FUNCTION memory_strength(
    importance double precision, mentions integer, uses integer,
    last_at timestamptz, pinned boolean, at timestamptz
) RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (1 - (1 - importance) * power((1 + uses) * mentions, -0.15))
    * CASE WHEN pinned THEN 1 ELSE power(2.0::double precision, -least(1000,
        greatest(0, extract(epoch FROM at - last_at)::double precision / 86400)
        / (90 * (1 + ln(((1 + uses) * mentions)::double precision) / ln(2.0::double precision)))))
    END;

-- One row a kind that is to be forgotten; null: not for this reason.
CREATE TABLE retention (
    tenant_id          uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    kind               text NOT NULL CHECK (kind IN ('message', 'fact', 'preference', 'event',
                           'procedure', 'summary', 'reflection', 'note')),
    archive_after_days integer CHECK (archive_after_days > 0),
    archive_below      real CHECK (archive_below > 0 AND archive_below <= 1),
    purge_after_days   integer CHECK (purge_after_days >= 0),
    PRIMARY KEY (tenant_id, kind)
);
ALTER TABLE retention ENABLE ROW LEVEL SECURITY;
ALTER TABLE retention FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON retention
    USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON retention TO mnemic_app;

CREATE INDEX memories_expiring ON memories (tenant_id, expires_at)
    WHERE expires_at IS NOT NULL AND archived_at IS NULL;

-- How much of `total` a running operation has done; `embed` counts its backlog instead.
ALTER TABLE operations ADD COLUMN done integer NOT NULL DEFAULT 0;
