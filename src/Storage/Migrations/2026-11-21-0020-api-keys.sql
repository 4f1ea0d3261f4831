-- Keys by which programs call the API in a user's name.

CREATE TABLE api_keys (
    user_id           uuid        NOT NULL REFERENCES users ON DELETE CASCADE,
    id                uuid        NOT NULL,
    name              text        NOT NULL,
    hint              text        NOT NULL, -- the last characters of the key, for its owner to know it by
    secret_hash       bytea       NOT NULL, -- HMAC-SHA256 with the instance's secret api-keys
    scopes            text[]      NOT NULL, -- names of permissions
    connection_ids    uuid[],               -- sees these connections only; null: all
    allowed_addresses text[],               -- networks as in 10.0.0.0/8, that it may be used from; null: any
    created_at        timestamptz NOT NULL,
    expires_at        timestamptz,
    last_used_at      timestamptz,          -- up to a minute behind
    PRIMARY KEY (user_id, id)
);

-- Secrets of the installation itself, made when first needed.
CREATE TABLE instance_secrets (
    name  text  PRIMARY KEY,
    value bytea NOT NULL -- encrypted with the data protection key ring
);
