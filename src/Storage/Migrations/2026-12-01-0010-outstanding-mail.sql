-- What a server has announced and has not handed out: a message by its place or its id, or a whole folder. A row is written in the
-- transaction of the cursor that passes over it and goes in the one that brings the message.
CREATE TABLE outstanding_mail (
    user_id         uuid        NOT NULL,
    connection_id   uuid        NOT NULL,
    label_id        uuid,                 -- null for a message with an id of its own
    uid             bigint,               -- null for a whole folder, and for a message with an id of its own
    remote_id       text,                 -- null for what has a place
    reason          text        NOT NULL, -- refused, unavailable, left_out, connection_lost, malformed
    detail          text        NOT NULL, -- the same in words, some of them the server's
    attempts        integer     NOT NULL, -- how often it was asked for by itself, in vain
    ask_with        integer,              -- while it is only suspected of ending the connection: the most messages to ask for together
    since           timestamptz NOT NULL,
    next_attempt_at timestamptz NOT NULL,
    CONSTRAINT outstanding_mail_key UNIQUE NULLS NOT DISTINCT (user_id, connection_id, label_id, uid, remote_id),
    FOREIGN KEY (user_id, connection_id) REFERENCES connections ON DELETE CASCADE,
    FOREIGN KEY (user_id, label_id) REFERENCES labels ON DELETE CASCADE
);

-- For the cascade of a label that is deleted.
CREATE INDEX outstanding_mail_label ON outstanding_mail (user_id, label_id);

-- For the first of a mailbox, however many there are.
CREATE INDEX outstanding_mail_since ON outstanding_mail (user_id, connection_id, since);

-- A look at all folders ends with this moment even where something is outstanding, so that complete_as_of stays.
ALTER TABLE connections ADD COLUMN looked_at timestamptz;
