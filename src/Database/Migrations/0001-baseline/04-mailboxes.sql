-- Mailboxes

CREATE TABLE connections (
    user_id        uuid        NOT NULL REFERENCES users ON DELETE CASCADE,
    id             uuid        NOT NULL,
    provider       text        NOT NULL,
    account_key    text        NOT NULL, -- what makes two connections the same mailbox, such as user@host:port
    email          text        NOT NULL,
    display_name   text,
    settings       jsonb       NOT NULL, -- the provider's own: host, port, security, username
    secret         bytea       NOT NULL, -- the password, encrypted with the data protection key ring
    status         text        NOT NULL, -- connecting, connected, error, authentication_failed, deleting
    error_code     text,
    error          text,
    epoch          bigint      NOT NULL DEFAULT 0, -- grows with each session; a commit of an older session is refused
    remote_total   bigint      NOT NULL DEFAULT 0, -- messages the server announces
    initial_done   boolean     NOT NULL DEFAULT false,
    complete_as_of timestamptz,
    created_at     timestamptz NOT NULL,
    sync_cursor    text,        -- the provider's own, for the whole mailbox; committed with the changes it makes durable
    message_count  bigint,      -- null while all messages have a place: their number is the sum over the labels
    unread_count   bigint,      -- likewise; messages with an id of their own are in several labels or in none, so those do not add up
    looked_at      timestamptz, -- when a sync of all folders last ended, also where mail is outstanding and complete_as_of stays
    PRIMARY KEY (user_id, id)
);
CREATE UNIQUE INDEX connections_by_account ON connections (user_id, provider, account_key) WHERE status <> 'deleting';

-- Pushes name an address, not a connection.
CREATE INDEX connections_by_address ON connections (provider, lower(email)) WHERE status <> 'deleting';

-- Mailboxes that their owners share into organizations. A share ends with the mailbox, with its owner's membership and with the
-- organization; what is given to a member ends with that membership, too.
CREATE TABLE connection_shares (
    user_id         uuid        NOT NULL, -- the mailbox's owner
    connection_id   uuid        NOT NULL,
    organization_id uuid        NOT NULL,
    everybody       smallint    CHECK (everybody BETWEEN 1 AND 3), -- access of every member: 1 read, 2 send, 3 manage; null: none
    created_at      timestamptz NOT NULL,
    PRIMARY KEY (user_id, connection_id, organization_id),
    FOREIGN KEY (user_id, connection_id) REFERENCES connections ON DELETE CASCADE,
    FOREIGN KEY (user_id, organization_id) REFERENCES memberships ON DELETE CASCADE
);
CREATE INDEX connection_shares_by_organization ON connection_shares (organization_id, connection_id);
CREATE INDEX connection_shares_by_membership ON connection_shares (user_id, organization_id);

CREATE TABLE connection_share_grants (
    user_id         uuid     NOT NULL, -- the mailbox's owner
    connection_id   uuid     NOT NULL,
    organization_id uuid     NOT NULL,
    member_id       uuid     NOT NULL,
    access          smallint NOT NULL CHECK (access BETWEEN 1 AND 3), -- as above
    PRIMARY KEY (user_id, connection_id, organization_id, member_id),
    FOREIGN KEY (user_id, connection_id, organization_id) REFERENCES connection_shares ON DELETE CASCADE,
    FOREIGN KEY (member_id, organization_id) REFERENCES memberships (user_id, organization_id) ON DELETE CASCADE
);
CREATE INDEX connection_share_grants_by_member ON connection_share_grants (member_id, organization_id);

-- Connections that are signed in to by OAuth have tokens instead of a password. Every secret is encrypted with the data
-- protection key ring.

-- Sign-ins that have begun: the user is with the provider and comes back with the state.
CREATE TABLE oauth_sign_ins (
    user_id      uuid        NOT NULL REFERENCES users ON DELETE CASCADE,
    state_hash   bytea       NOT NULL,
    provider     text        NOT NULL,
    redirect_uri text        NOT NULL,
    scopes       text[]      NOT NULL, -- requested
    secrets      bytea       NOT NULL, -- PKCE verifier and nonce
    expires_at   timestamptz NOT NULL,
    PRIMARY KEY (user_id, state_hash)
);

CREATE TABLE oauth_tokens (
    user_id           uuid        NOT NULL,
    connection_id     uuid        NOT NULL,
    version           bigint      NOT NULL, -- grows with each change; a renewal based on an older one is refused
    refresh_token     bytea       NOT NULL,
    access_token      bytea       NOT NULL,
    access_expires_at timestamptz NOT NULL,
    scopes            text[]      NOT NULL, -- granted
    PRIMARY KEY (user_id, connection_id),
    FOREIGN KEY (user_id, connection_id) REFERENCES connections ON DELETE CASCADE
);

-- Tokens of connections that are gone, until the provider has revoked them.
CREATE TABLE oauth_revocations (
    user_id          uuid        NOT NULL,
    connection_id    uuid        NOT NULL,
    provider         text        NOT NULL,
    account_key      text        NOT NULL,
    refresh_token    bytea       NOT NULL,
    attempts         integer     NOT NULL DEFAULT 0,
    next_attempt_at  timestamptz NOT NULL,
    watched_settings jsonb,      -- the mailbox's; its push is stopped first, which requires the tokens; null when it was never pushed
    PRIMARY KEY (user_id, connection_id)
);
CREATE INDEX oauth_revocations_by_time ON oauth_revocations (next_attempt_at);
