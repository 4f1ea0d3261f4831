-- Whether pushes arrive is known only from those that do: when one last did, and since when changes come without.
ALTER TABLE push_watches
    ADD COLUMN heard_at     timestamptz, -- within seconds; null before the first push since the wish
    ADD COLUMN silent_since timestamptz; -- until the next push
