-- Users whom other issuers of access tokens know. Such a user has no password, no address to log in by, and perhaps none at all.

ALTER TABLE users ALTER COLUMN email DROP NOT NULL;
ALTER TABLE users ALTER COLUMN email_key DROP NOT NULL;
ALTER TABLE users ALTER COLUMN password_hash DROP NOT NULL;

-- Looked up before anybody is known, so the key begins with the issuer. The row outlives its user: a token that is still good
-- must not make a deleted user anew. It holds nothing about the person beside the issuer's own name for it.
CREATE TABLE external_logins (
    issuer       text        NOT NULL,
    subject      text        NOT NULL,
    user_id      uuid        REFERENCES users ON DELETE SET NULL, -- null when the user was deleted
    profile_hash bytea       NOT NULL, -- of what the issuer said last; only news from the issuer changes the user
    created_at   timestamptz NOT NULL,
    PRIMARY KEY (issuer, subject)
);
CREATE INDEX external_logins_by_user ON external_logins (user_id);
