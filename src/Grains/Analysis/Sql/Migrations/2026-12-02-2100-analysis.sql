-- What the analysis of mail reads of headers, and how far it is. Both tables are written for each message of an initial sync, and deleted with
-- the message, so like message_bodies they have no foreign keys, which would be checked row by row.

CREATE TABLE message_signals (
    user_id           uuid     NOT NULL,
    message_id        uuid     NOT NULL,
    list_id           text,              -- List-Id (RFC 2919) without brackets
    unsubscribe       text,              -- the addresses of List-Unsubscribe (RFC 2369) in their order, separated by spaces
    is_one_click      boolean  NOT NULL, -- List-Unsubscribe-Post (RFC 8058)
    precedence        text,              -- in lower case
    auto_submitted    text,              -- keyword of Auto-Submitted (RFC 3834) in lower case
    is_authenticated  boolean,           -- the receiving server's verdict about the sender's domain; null if it states none
    utc_offset        smallint,          -- minutes by which the sender's clock is ahead of UTC
    PRIMARY KEY (user_id, message_id)
);

CREATE TABLE message_analysis (
    user_id       uuid        NOT NULL,
    message_id    uuid        NOT NULL,
    connection_id uuid        NOT NULL,
    date          timestamptz NOT NULL, -- that of the message: newest first
    -- waiting: new mail; backlog: what was there before the mailbox was connected, and what is to be analyzed again; analyzed; failed
    state         text        NOT NULL CHECK (state IN ('waiting', 'analyzed', 'failed', 'backlog')),
    versions      text        NOT NULL DEFAULT '', -- the steps that it passed, such as 'priority:1 tasks:2'
    failed_step   text,                 -- the step that failed, or read or commit
    error         text,                 -- the type of the error; its text could contain mail
    analyzed_at   timestamptz,          -- of the last analysis, also one that failed
    PRIMARY KEY (user_id, message_id)
);
CREATE INDEX message_analysis_waiting ON message_analysis (user_id, date DESC, message_id DESC) WHERE state = 'waiting';
CREATE INDEX message_analysis_backlog ON message_analysis (user_id, date DESC, message_id DESC) WHERE state = 'backlog';

-- Locked by each batch of a user, so that no two run at once.
CREATE TABLE analysis_paces (
    user_id    uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    per_second real -- messages that the last batches analyzed in a second
);

-- The versions of the steps with which all rows of message_analysis were compared, and while they are being compared the last one.
CREATE TABLE analysis_renewal (
    is_only         boolean PRIMARY KEY DEFAULT true CHECK (is_only),
    versions        text    NOT NULL,
    last_user_id    uuid,
    last_message_id uuid
);
INSERT INTO analysis_renewal (versions, last_user_id, last_message_id)
VALUES ('', '00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000');

-- Mail that is there already is analyzed in the background. Only newly synced messages have signals.
INSERT INTO message_analysis (user_id, message_id, connection_id, date, state)
SELECT user_id, id, connection_id, date, 'backlog' FROM messages WHERE NOT is_partial;
