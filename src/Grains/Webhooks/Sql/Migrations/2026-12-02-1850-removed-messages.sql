-- The facts by which filters of webhooks select events of messages that have been removed since.
CREATE TABLE webhook_removed_messages (
    user_id       uuid        NOT NULL,
    message_id    uuid        NOT NULL,
    sender_domain text        NOT NULL,
    label_ids     uuid[]      NOT NULL,
    removed_at    timestamptz NOT NULL,
    PRIMARY KEY (user_id, message_id)
);
CREATE INDEX webhook_removed_messages_by_time ON webhook_removed_messages (removed_at);
