-- What owners of accounts prove by mail, and the mails to them.

-- Secrets that are good once, such as the link of a mail: found by their owner and hash.
CREATE TABLE account_tokens (
    user_id    uuid        NOT NULL REFERENCES users ON DELETE CASCADE,
    token_hash bytea       NOT NULL,
    purpose    text        NOT NULL, -- verify_email, reset_password, second_factor
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, token_hash)
);

-- One row for a kind of mail to an address: written before anything is sent, and kept a while after it, so that strangers
-- cannot have mail sent to somebody as often as they like. Written for any address, whether or not there is an account:
-- that is looked up when it is sent.
CREATE TABLE notices (
    email_key   text        NOT NULL,
    kind        text        NOT NULL,
    due_at      timestamptz,                      -- null when there is nothing to send
    attempts    integer     NOT NULL DEFAULT 0,   -- of the mail that is due
    sent        integer     NOT NULL DEFAULT 0,
    sent_at     timestamptz,
    quiet_until timestamptz,                      -- a request before that sends nothing
    PRIMARY KEY (email_key, kind)
);
CREATE INDEX notices_due ON notices (due_at) WHERE due_at IS NOT NULL;
