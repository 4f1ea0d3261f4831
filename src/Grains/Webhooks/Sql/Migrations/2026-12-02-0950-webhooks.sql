-- Endpoints of users that receive the events of their log.
CREATE TABLE webhooks (
    user_id         uuid        NOT NULL REFERENCES users ON DELETE CASCADE,
    id              uuid        NOT NULL,
    url             text        NOT NULL,
    description     text,
    event_types     text[]      NOT NULL, -- empty for all
    connection_ids  uuid[]      NOT NULL, -- the filter: each list that is not empty must match
    label_ids       uuid[]      NOT NULL,
    sender_domains  text[]      NOT NULL,
    include         text[]      NOT NULL, -- headers, text
    header_names    text[]      NOT NULL,
    headers         bytea       NOT NULL, -- encrypted; empty for none
    secret          bytea       NOT NULL, -- encrypted
    previous_secret bytea       NOT NULL DEFAULT '', -- encrypted; empty for none
    previous_until  timestamptz,          -- until when it signs, too
    public_key      text,
    enabled         boolean     NOT NULL,
    disabled_reason text,                 -- gone, failing; null if the product did not disable it
    disabled_at     timestamptz,
    notice_due      boolean     NOT NULL DEFAULT false, -- its owner is to be mailed that it was disabled
    cursor          bigint      NOT NULL, -- the events up to this position have a delivery, or are not selected
    epoch           bigint      NOT NULL DEFAULT 0, -- grows with each worker; one of an older epoch begins nothing
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    PRIMARY KEY (user_id, id)
);
CREATE INDEX webhooks_with_notice ON webhooks (user_id) WHERE notice_due;

CREATE TABLE webhook_deliveries (
    user_id          uuid        NOT NULL,
    webhook_id       uuid        NOT NULL,
    id               uuid        NOT NULL,
    number           bigint      NOT NULL GENERATED ALWAYS AS IDENTITY, -- the order of lists
    kind             text        NOT NULL, -- event, replay, test
    seq              bigint,               -- null for a sample
    type             text        NOT NULL,
    data             jsonb,                -- of a sample; null for an event, which has its own
    state            text        NOT NULL DEFAULT 'pending', -- pending, delivered, failed
    attempts         integer     NOT NULL DEFAULT 0,
    failures         integer     NOT NULL DEFAULT 0, -- attempts that the endpoint did not accept, since it was enabled
    first_failure_at timestamptz,
    due_at           timestamptz NOT NULL,
    status           integer,
    error            text,
    created_at       timestamptz NOT NULL,
    ended_at         timestamptz,
    PRIMARY KEY (user_id, webhook_id, id),
    FOREIGN KEY (user_id, webhook_id) REFERENCES webhooks ON DELETE CASCADE
);
CREATE UNIQUE INDEX webhook_deliveries_by_event ON webhook_deliveries (user_id, webhook_id, seq) WHERE kind = 'event';
CREATE INDEX webhook_deliveries_by_number ON webhook_deliveries (user_id, webhook_id, number DESC);
CREATE INDEX webhook_deliveries_pending ON webhook_deliveries (user_id, webhook_id, number) WHERE state = 'pending';
CREATE INDEX webhook_deliveries_ended ON webhook_deliveries (ended_at) WHERE ended_at IS NOT NULL;

-- Written before the request is sent. One without duration was under way, or ended with its process.
CREATE TABLE webhook_attempts (
    user_id       uuid        NOT NULL,
    webhook_id    uuid        NOT NULL,
    delivery_id   uuid        NOT NULL,
    number        integer     NOT NULL,
    started_at    timestamptz NOT NULL,
    duration_ms   bigint,
    status        integer,
    response_head text,
    error         text,
    PRIMARY KEY (user_id, webhook_id, delivery_id, number),
    FOREIGN KEY (user_id, webhook_id, delivery_id) REFERENCES webhook_deliveries ON DELETE CASCADE
);
CREATE INDEX webhook_attempts_open ON webhook_attempts (user_id, webhook_id) WHERE duration_ms IS NULL;
