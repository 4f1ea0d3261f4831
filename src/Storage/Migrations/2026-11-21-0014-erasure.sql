-- Accounts whose owners have deleted them: nobody logs in any more, and what they own is removed step by step; the row of the
-- account goes last.

ALTER TABLE users ADD erasing_at timestamptz;

CREATE INDEX users_erasing ON users (erasing_at) WHERE erasing_at IS NOT NULL;
