-- Events: one gapless, ordered log per user.

CREATE TABLE event_heads (
    user_id  uuid   PRIMARY KEY,
    last_seq bigint NOT NULL
);

CREATE TABLE events (
    user_id    uuid        NOT NULL,
    seq        bigint      NOT NULL,
    type       text        NOT NULL,
    created_at timestamptz NOT NULL,
    data       jsonb       NOT NULL,
    PRIMARY KEY (user_id, seq)
);
