-- Secrets of the installation

-- The one offer to become the first administrator; gone once it is taken.
CREATE TABLE setup_offers (
    id         smallint    PRIMARY KEY CHECK (id = 1),
    token_hash bytea       NOT NULL, -- SHA-256
    expires_at timestamptz NOT NULL
);

CREATE TABLE data_protection_keys (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    friendly_name text NOT NULL,
    xml           text NOT NULL
);

CREATE TABLE signing_keys (
    key_id      text        PRIMARY KEY,
    private_key bytea       NOT NULL, -- PKCS#8, encrypted with the data protection key ring
    created_at  timestamptz NOT NULL
);

-- Made when first needed.
CREATE TABLE instance_secrets (
    name  text  PRIMARY KEY,
    value bytea NOT NULL -- encrypted with the data protection key ring
);
