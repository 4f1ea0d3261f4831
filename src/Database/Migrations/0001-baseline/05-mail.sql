-- Mail

CREATE TABLE labels (
    user_id       uuid   NOT NULL,
    id            uuid   NOT NULL,
    connection_id uuid   NOT NULL,
    provider_ref  text   NOT NULL, -- the provider's name for it; for IMAP the name as on the wire
    path          text   NOT NULL, -- decoded, parts separated by a slash
    name          text   NOT NULL, -- the last part of the path
    role          text,            -- inbox, sent, drafts, trash, junk, archive, all, flagged
    message_count bigint NOT NULL DEFAULT 0,
    unread_count  bigint NOT NULL DEFAULT 0,
    sync_cursor   text,            -- the provider's own, opaque here; committed with the changes it makes durable
    PRIMARY KEY (user_id, id),
    UNIQUE (user_id, connection_id, provider_ref)
);

CREATE TABLE messages (
    user_id         uuid        NOT NULL,
    id              uuid        NOT NULL,
    connection_id   uuid        NOT NULL,
    thread_id       uuid        NOT NULL,
    label_ids       uuid[]      NOT NULL, -- those of its rows in message_labels, for lists to read at no cost
    identity        uuid        NOT NULL, -- hash of what stays the same wherever the message is moved
    date            timestamptz NOT NULL, -- the Date header where believable, else received_at
    received_at     timestamptz NOT NULL,
    size            bigint      NOT NULL,
    flags           text[]      NOT NULL, -- as on the server, sorted; without \Recent
    is_read         boolean     NOT NULL GENERATED ALWAYS AS ('\Seen' = ANY (flags)) STORED,
    is_starred      boolean     NOT NULL GENERATED ALWAYS AS ('\Flagged' = ANY (flags)) STORED,
    has_attachments boolean     NOT NULL,
    subject         text        NOT NULL,
    from_email      text        NOT NULL,
    from_name       text,
    preview         text        NOT NULL,
    remote_id       text,       -- the server's name for it (Gmail): it lies in any number of labels; null for a message with a place (IMAP)
    is_partial      boolean     NOT NULL DEFAULT false, -- only the header has been read so far
    PRIMARY KEY (user_id, id)
);
CREATE INDEX messages_by_date ON messages (user_id, date DESC, id DESC) INCLUDE (connection_id);
CREATE INDEX messages_by_connection ON messages (user_id, connection_id, date DESC, id DESC);
CREATE INDEX messages_by_identity ON messages (user_id, connection_id, identity);
CREATE INDEX messages_by_thread ON messages (user_id, thread_id);
CREATE UNIQUE INDEX messages_by_remote_id ON messages (user_id, connection_id, remote_id) WHERE remote_id IS NOT NULL;
CREATE INDEX messages_partial ON messages (user_id, connection_id, received_at DESC) WHERE is_partial;

-- What a search reads, apart from the messages so that a change of flags never touches the full-text index, and narrow:
-- documents are stored out of line and as they are (they do not compress).
CREATE TABLE message_documents (
    user_id       uuid        NOT NULL,
    message_id    uuid        NOT NULL,
    connection_id uuid        NOT NULL,
    date          timestamptz NOT NULL,
    size          bigint      NOT NULL,
    document      tsvector    NOT NULL, -- weights: A subject, B sender, C recipients, D body and attachment names
    is_outdated   boolean     NOT NULL DEFAULT false, -- an older version of the search analysis made it; it is made anew in the background
    PRIMARY KEY (user_id, message_id)
) WITH (toast_tuple_target = 128);
ALTER TABLE message_documents ALTER COLUMN document SET STORAGE EXTERNAL;
CREATE INDEX message_documents_by_document ON message_documents USING gin (user_id, document);
CREATE INDEX message_documents_outdated ON message_documents (user_id, message_id) WHERE is_outdated;

CREATE TABLE message_bodies (
    user_id     uuid   NOT NULL,
    message_id  uuid   NOT NULL,
    addresses   jsonb  NOT NULL, -- {to, cc, bcc, reply_to}: [{name, email}]
    header_ids  jsonb  NOT NULL, -- {message_id, in_reply_to, references}
    body_text   text   NOT NULL,
    body_html   text,            -- as it came, never shown unsanitized
    defects     text[] NOT NULL,
    PRIMARY KEY (user_id, message_id)
);

-- Bodies compress several times faster with lz4, where the server was built with it.
DO $$
BEGIN
    ALTER TABLE message_bodies ALTER COLUMN body_text SET COMPRESSION lz4, ALTER COLUMN body_html SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN
    RAISE NOTICE 'lz4 is not available on this server; the default compression is used';
END $$;

CREATE TABLE attachments (
    user_id      uuid    NOT NULL,
    message_id   uuid    NOT NULL,
    id           uuid    NOT NULL,
    part         text    NOT NULL, -- IMAP section number, such as 1.2
    filename     text    NOT NULL,
    content_type text    NOT NULL,
    size         bigint  NOT NULL, -- bytes after decoding
    inline       boolean NOT NULL,
    content_id   text,
    PRIMARY KEY (user_id, message_id, id)
);

-- Attachments are downloaded by their own id, without that of the message.
CREATE INDEX attachments_by_id ON attachments (user_id, id);

-- The labels of each message; for IMAP exactly one, with the UID it has there.
CREATE TABLE message_labels (
    user_id    uuid        NOT NULL,
    message_id uuid        NOT NULL,
    label_id   uuid        NOT NULL,
    uid        bigint,
    date       timestamptz NOT NULL, -- that of the message: the order within the label
    PRIMARY KEY (user_id, message_id, label_id)
);
CREATE INDEX message_labels_by_date ON message_labels (user_id, label_id, date DESC, message_id DESC);
CREATE UNIQUE INDEX message_labels_by_uid ON message_labels (user_id, label_id, uid);

CREATE TABLE threads (
    user_id       uuid        NOT NULL,
    id            uuid        NOT NULL,
    connection_id uuid        NOT NULL,
    subject_hash  bigint      NOT NULL, -- of the subject without reply and forward marks
    first_date    timestamptz NOT NULL,
    last_date     timestamptz NOT NULL,
    has_root      boolean     NOT NULL, -- one of its messages does not look like a reply
    PRIMARY KEY (user_id, id)
);
CREATE INDEX threads_by_subject ON threads (user_id, connection_id, subject_hash);

-- Every Message-ID seen or referred to, as a hash, and the thread it belongs to.
CREATE TABLE thread_references (
    user_id       uuid   NOT NULL,
    connection_id uuid   NOT NULL,
    reference     bigint NOT NULL,
    thread_id     uuid   NOT NULL,
    PRIMARY KEY (user_id, connection_id, reference)
);
CREATE INDEX thread_references_by_thread ON thread_references (user_id, thread_id);

-- What a server has announced and has not delivered: a message by its place or its id, or a whole folder. A row is written in the
-- transaction of the cursor that passes over it and goes in the one that brings the message.
CREATE TABLE outstanding_mail (
    user_id         uuid        NOT NULL,
    connection_id   uuid        NOT NULL,
    label_id        uuid,                 -- null for a message with an id of its own
    uid             bigint,               -- null for a whole folder, and for a message with an id of its own
    remote_id       text,                 -- null for what has a place
    reason          text        NOT NULL, -- refused, unavailable, left_out, connection_lost, malformed
    detail          text        NOT NULL, -- the same in words, some of them the server's
    attempts        integer     NOT NULL, -- how often it was requested by itself, in vain
    ask_with        integer,              -- while it is only suspected of ending the connection: the most messages to request together
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
