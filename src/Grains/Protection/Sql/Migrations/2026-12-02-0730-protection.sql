-- Certificates and public keys for mail, of users and of those they correspond with.
CREATE TABLE protection_keys (
    user_id     uuid        NOT NULL REFERENCES users ON DELETE CASCADE,
    id          uuid        NOT NULL,
    kind        text        NOT NULL,
    fingerprint text        NOT NULL,
    addresses   text[]      NOT NULL, -- in lower case
    name        text,
    valid_from  timestamptz NOT NULL,
    valid_until timestamptz,
    content     bytea       NOT NULL, -- what is public
    secret      bytea       NOT NULL, -- encrypted; empty for none
    created_at  timestamptz NOT NULL,
    PRIMARY KEY (user_id, id),
    CONSTRAINT protection_keys_by_fingerprint UNIQUE (user_id, fingerprint)
);
