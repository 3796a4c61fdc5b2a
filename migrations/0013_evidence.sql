-- What each claim rests on: when a turn is deleted, the claims that rest on it alone go with it.
-- Empty: an application said so, in no turn.
ALTER TABLE slots ADD COLUMN source_ids uuid[] NOT NULL DEFAULT '{}';

-- Of claims made before, the memory's turns are known, not the claim's own: all of them count.
-- The policies are lifted for this statement: they bind the owner of the tables too.
ALTER TABLE slots NO FORCE ROW LEVEL SECURITY;
ALTER TABLE memory_sources NO FORCE ROW LEVEL SECURITY;
UPDATE slots s SET source_ids = f.source_ids
FROM (SELECT tenant_id, memory_id, array_agg(source_id) AS source_ids
      FROM memory_sources GROUP BY tenant_id, memory_id) f
WHERE f.tenant_id = s.tenant_id AND f.memory_id = s.memory_id;
ALTER TABLE slots FORCE ROW LEVEL SECURITY;
ALTER TABLE memory_sources FORCE ROW LEVEL SECURITY;
