-- The one offer to become the first administrator; gone once it is taken.
CREATE TABLE setup_offers (
    id         smallint    PRIMARY KEY CHECK (id = 1),
    token_hash bytea       NOT NULL, -- SHA-256
    expires_at timestamptz NOT NULL
);

-- Administrators are few and looked for often: whether one is left, whether there is one at all.
CREATE INDEX users_admins ON users (id) WHERE role = 'admin';

CREATE INDEX users_by_age ON users (created_at DESC, id DESC);
