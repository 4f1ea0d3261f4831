-- Attempts to guess a secret, by what is guessed and by where the guesses come from. Nobody's rows: subjects are hashes, and an
-- address that has no account is counted as one that has.
CREATE TABLE login_attempts (
    subject       bytea       PRIMARY KEY,
    failures      integer     NOT NULL, -- in a row; an attempt counts as failed until it has succeeded
    last_at       timestamptz NOT NULL,
    blocked_until timestamptz NOT NULL
);
CREATE INDEX login_attempts_by_time ON login_attempts (last_at);
