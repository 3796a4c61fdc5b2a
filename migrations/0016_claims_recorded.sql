-- When Mnemic learnt of each claim: recall and the profile can answer from what was known by then.
ALTER TABLE slots ADD COLUMN recorded_at timestamptz;

-- Of claims made before, it is known when their memory was recorded.
-- The policies are lifted for this statement: they bind the owner of the tables too.
ALTER TABLE slots NO FORCE ROW LEVEL SECURITY;
ALTER TABLE memories NO FORCE ROW LEVEL SECURITY;
UPDATE slots s SET recorded_at = m.recorded_at
FROM memories m WHERE m.tenant_id = s.tenant_id AND m.memory_id = s.memory_id;
ALTER TABLE slots FORCE ROW LEVEL SECURITY;
ALTER TABLE memories FORCE ROW LEVEL SECURITY;
ALTER TABLE slots ALTER COLUMN recorded_at SET NOT NULL;
