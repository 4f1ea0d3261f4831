-- The secrets before the previous one, which also sign until their own time is over, if a secret is replaced again within that time.
CREATE TABLE webhook_older_secrets (
    user_id     uuid        NOT NULL,
    webhook_id  uuid        NOT NULL,
    number      bigint      NOT NULL GENERATED ALWAYS AS IDENTITY, -- the later ones are newer
    secret      bytea       NOT NULL, -- encrypted
    valid_until timestamptz NOT NULL,
    PRIMARY KEY (user_id, webhook_id, number),
    FOREIGN KEY (user_id, webhook_id) REFERENCES webhooks ON DELETE CASCADE
);
