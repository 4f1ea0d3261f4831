-- Connections that are signed in to by OAuth have tokens instead of a password. Every secret is encrypted with the data
-- protection key ring.

-- Sign-ins that have begun: the user is with the provider and comes back with the state.
CREATE TABLE oauth_sign_ins (
    user_id      uuid        NOT NULL REFERENCES users ON DELETE CASCADE,
    state_hash   bytea       NOT NULL,
    provider     text        NOT NULL,
    redirect_uri text        NOT NULL,
    scopes       text[]      NOT NULL, -- asked for
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
    user_id         uuid        NOT NULL,
    connection_id   uuid        NOT NULL,
    provider        text        NOT NULL,
    account_key     text        NOT NULL,
    refresh_token   bytea       NOT NULL,
    attempts        integer     NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, connection_id)
);
CREATE INDEX oauth_revocations_by_time ON oauth_revocations (next_attempt_at);
