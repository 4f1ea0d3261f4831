-- Idempotency keys of requests, and the answers that repetitions receive.

CREATE TABLE idempotency_keys (
    user_id       uuid        NOT NULL REFERENCES users ON DELETE CASCADE,
    key_hash      bytea       NOT NULL, -- SHA-256 of the API key, the operation and the key that the client sent
    request_hash  bytea       NOT NULL, -- HMAC-SHA256 of path, query and body with the key that the client sent
    operation_id  uuid        NOT NULL, -- the same for each attempt
    claim_id      uuid        NOT NULL, -- the attempt that has the key
    claimed_until timestamptz NOT NULL, -- when that attempt has ended, even without a report
    answer        bytea,                -- encrypted with the data protection key ring; null until there is one
    created_at    timestamptz NOT NULL,
    PRIMARY KEY (user_id, key_hash)
);
CREATE INDEX idempotency_keys_by_time ON idempotency_keys (created_at);
