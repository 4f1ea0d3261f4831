-- A token from before does not take back what a later one has said.

ALTER TABLE external_logins ADD said_at timestamptz NOT NULL DEFAULT 'epoch'; -- when the token was issued that the profile is from
