-- When the user of a session has shown who it is: by logging in, or again since.

ALTER TABLE sessions ADD proven_at timestamptz;
UPDATE sessions SET proven_at = created_at;
ALTER TABLE sessions ALTER proven_at SET DEFAULT now(), ALTER proven_at SET NOT NULL; -- the default is for the version before
