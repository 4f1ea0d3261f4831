-- What providers push: each notification is a row before it is confirmed, and completed when a look at the mailbox that began
-- after it has been committed.

CREATE TABLE push_notifications (
    user_id       uuid        NOT NULL,
    connection_id uuid        NOT NULL,
    id            bigint      GENERATED ALWAYS AS IDENTITY,
    message_id    text        NOT NULL, -- the notification's own, the same when it is delivered again
    position      text        NOT NULL, -- how far the mailbox was, in the provider's words
    status        text        NOT NULL, -- pending, processing, completed, failed
    attempts      integer     NOT NULL DEFAULT 0,
    error         text,
    received_at   timestamptz NOT NULL,
    started_at    timestamptz,
    finished_at   timestamptz,
    PRIMARY KEY (user_id, connection_id, id),
    FOREIGN KEY (user_id, connection_id) REFERENCES connections ON DELETE CASCADE
);
CREATE UNIQUE INDEX push_notifications_by_message ON push_notifications (user_id, connection_id, message_id);
CREATE UNIQUE INDEX push_notifications_by_position ON push_notifications (user_id, connection_id, position);
CREATE INDEX push_notifications_open ON push_notifications (received_at) WHERE status IN ('pending', 'processing');

-- Pushes name an address, not a connection.
CREATE INDEX connections_by_address ON connections (provider, lower(email)) WHERE status <> 'deleting';

-- What a provider is asked to push, and until when it does.
CREATE TABLE push_watches (
    user_id         uuid        NOT NULL,
    connection_id   uuid        NOT NULL,
    wanted          boolean     NOT NULL,
    topic           text,                 -- null for the installation's
    labels          text[]      NOT NULL,
    excludes        boolean     NOT NULL, -- the labels are those that do not matter
    position        text,
    renewed_at      timestamptz,
    expires_at      timestamptz,
    attempts        integer     NOT NULL DEFAULT 0, -- failed in a row
    next_attempt_at timestamptz,
    error           text,
    PRIMARY KEY (user_id, connection_id),
    FOREIGN KEY (user_id, connection_id) REFERENCES connections ON DELETE CASCADE
);
