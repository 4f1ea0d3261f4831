-- The product's tables. Every key begins with the owning user, so that a table can be partitioned or sharded by user.

CREATE EXTENSION IF NOT EXISTS btree_gin;

-- Identity

CREATE TABLE users (
    id            uuid        PRIMARY KEY,
    email         text        NOT NULL,
    email_key     text        NOT NULL UNIQUE, -- lower case; what a login is looked up by
    password_hash text        NOT NULL,
    first_name    text,
    last_name     text,
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL
);

-- A family is one login; its tokens replace each other. A token used twice revokes the family.
CREATE TABLE refresh_tokens (
    user_id    uuid        NOT NULL REFERENCES users ON DELETE CASCADE,
    token_hash bytea       NOT NULL,
    family_id  uuid        NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at    timestamptz,
    revoked_at timestamptz,
    PRIMARY KEY (user_id, token_hash)
);
CREATE INDEX refresh_tokens_by_family ON refresh_tokens (user_id, family_id);

CREATE TABLE signing_keys (
    key_id      text        PRIMARY KEY,
    private_key bytea       NOT NULL, -- PKCS#8, encrypted with the data protection key ring
    created_at  timestamptz NOT NULL
);

CREATE TABLE data_protection_keys (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    friendly_name text NOT NULL,
    xml           text NOT NULL
);

-- Connections

CREATE TABLE connections (
    user_id       uuid        NOT NULL REFERENCES users ON DELETE CASCADE,
    id            uuid        NOT NULL,
    provider      text        NOT NULL,
    account_key   text        NOT NULL, -- what makes two connections the same mailbox, such as user@host:port
    email         text        NOT NULL,
    display_name  text,
    settings      jsonb       NOT NULL, -- the provider's own: host, port, security, username
    secret        bytea       NOT NULL, -- the password, encrypted with the data protection key ring
    status        text        NOT NULL, -- connecting, connected, error, authentication_failed, deleting
    error_code    text,
    error         text,
    epoch         bigint      NOT NULL DEFAULT 0, -- grows with each session; a commit of an older session is refused
    remote_total  bigint      NOT NULL DEFAULT 0, -- messages the server says it has
    initial_done  boolean     NOT NULL DEFAULT false,
    complete_as_of timestamptz,
    created_at    timestamptz NOT NULL,
    PRIMARY KEY (user_id, id)
);
CREATE UNIQUE INDEX connections_by_account ON connections (user_id, provider, account_key) WHERE status <> 'deleting';

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

-- Mail

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
    PRIMARY KEY (user_id, id)
);
CREATE INDEX messages_by_date ON messages (user_id, date DESC, id DESC) INCLUDE (connection_id);
CREATE INDEX messages_by_connection ON messages (user_id, connection_id, date DESC, id DESC);
CREATE INDEX messages_by_identity ON messages (user_id, connection_id, identity);
CREATE INDEX messages_by_thread ON messages (user_id, thread_id);

-- What a search looks at, apart from the messages so that a change of flags never touches the full-text index, and narrow:
-- documents are stored out of line and as they are (they do not compress).
CREATE TABLE message_documents (
    user_id       uuid        NOT NULL,
    message_id    uuid        NOT NULL,
    connection_id uuid        NOT NULL,
    date          timestamptz NOT NULL,
    size          bigint      NOT NULL,
    document      tsvector    NOT NULL, -- weights: A subject, B sender, C recipients, D body and attachment names
    PRIMARY KEY (user_id, message_id)
) WITH (toast_tuple_target = 128);
ALTER TABLE message_documents ALTER COLUMN document SET STORAGE EXTERNAL;
CREATE INDEX message_documents_by_document ON message_documents USING gin (user_id, document);

CREATE TABLE message_bodies (
    user_id     uuid  NOT NULL,
    message_id  uuid  NOT NULL,
    addresses   jsonb NOT NULL, -- {to, cc, bcc, reply_to}: [{name, email}]
    header_ids  jsonb NOT NULL, -- {message_id, in_reply_to, references}
    body_text   text  NOT NULL,
    body_html   text,           -- as it came, never shown unsanitized
    defects     text[] NOT NULL,
    PRIMARY KEY (user_id, message_id)
);

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

-- In which labels a message is; for IMAP exactly one, with the UID it has there.
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

-- Bodies compress several times faster with lz4, where the server was built with it.
DO $$
BEGIN
    ALTER TABLE message_bodies ALTER COLUMN body_text SET COMPRESSION lz4, ALTER COLUMN body_html SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN
    RAISE NOTICE 'lz4 is not available on this server; the default compression is used';
END $$;
