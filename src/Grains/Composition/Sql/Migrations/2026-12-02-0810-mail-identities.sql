-- Addresses from which mailboxes send: those that their providers keep, those that users add, and what users change of either. The
-- address of the mailbox itself has a row only once it was changed.
CREATE TABLE mail_identities (
    user_id        uuid             NOT NULL REFERENCES users ON DELETE CASCADE,
    connection_id  uuid             NOT NULL,
    id             uuid             NOT NULL, -- of the address of the mailbox: that of the connection
    email          text             NOT NULL,
    email_key      text COLLATE "C" NOT NULL, -- in lower case
    display_name   text,
    reply_to       text,
    signature_text text,
    signature_html text,                      -- sanitized
    is_default     boolean          NOT NULL,
    source         text             NOT NULL CHECK (source IN ('mailbox', 'provider', 'user')),
    is_edited      boolean          NOT NULL, -- the user changed what the provider states, which then no longer replaces it
    read_at        timestamptz,               -- when the provider stated it last
    updated_at     timestamptz      NOT NULL,
    PRIMARY KEY (user_id, id),
    FOREIGN KEY (user_id, connection_id) REFERENCES connections ON DELETE CASCADE,
    CONSTRAINT mail_identities_by_email UNIQUE (user_id, connection_id, email_key)
);
CREATE UNIQUE INDEX mail_identities_default ON mail_identities (user_id, connection_id) WHERE is_default;
