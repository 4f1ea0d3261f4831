-- Push: each notification is a row before it is confirmed, and completed when a sync of the mailbox that began after it has been
-- committed.

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

-- What a provider is requested to push, and how long it does. Whether pushes arrive is known only from those that do.
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
    heard_at        timestamptz, -- when a push last arrived within seconds; null before the first since the wish
    silent_since    timestamptz, -- since when changes come without one; until the next push
    PRIMARY KEY (user_id, connection_id),
    FOREIGN KEY (user_id, connection_id) REFERENCES connections ON DELETE CASCADE
);

-- What has been leased of a provider's call budget: the process that divides it next continues from here. No user's rows: the budget is
-- the installation's.
CREATE TABLE quota_leases (
    project   text        NOT NULL, -- what the provider counts by
    slot      timestamptz NOT NULL, -- leases of the same few seconds are one row
    units     bigint      NOT NULL,
    leased_at timestamptz NOT NULL, -- the last of them
    PRIMARY KEY (project, slot)
);
