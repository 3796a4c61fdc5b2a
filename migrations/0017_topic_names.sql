-- Who named a topic. A model may give it another slug once, while no summary carries the first.
ALTER TABLE topics
    ADD COLUMN named_by text NOT NULL DEFAULT 'keywords' CHECK (named_by IN ('keywords', 'model')),
    ADD COLUMN former_slug text,                    -- still leads here
    ADD COLUMN asked_count integer NOT NULL DEFAULT 0;  -- its memories when a model was last asked
