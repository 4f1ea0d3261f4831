-- The product's tables. Every key begins with the owning user, so that a table can be partitioned or sharded by user.

CREATE EXTENSION IF NOT EXISTS btree_gin;

-- Accounts

-- A user without email_key and password_hash is one that another issuer of access tokens knows: it has no password, no address to log in
-- by, and perhaps no address at all.
CREATE TABLE users (
    id                uuid        PRIMARY KEY,
    email             text,
    email_key         text        UNIQUE, -- lower case; what a login is looked up by
    password_hash     text,
    first_name        text,
    last_name         text,
    created_at        timestamptz NOT NULL,
    updated_at        timestamptz NOT NULL,
    role              text        NOT NULL DEFAULT 'user' CHECK (role IN ('user', 'admin')),
    disabled_at       timestamptz,
    email_verified_at timestamptz,
    erasing_at        timestamptz -- when the owner deleted the account: it cannot log in, what it owns is removed step by step, this row last
);
CREATE INDEX users_by_age ON users (created_at DESC, id DESC);
CREATE INDEX users_erasing ON users (erasing_at) WHERE erasing_at IS NOT NULL;

-- Administrators are few and looked for often: whether one is left, whether there is one at all.
CREATE INDEX users_admins ON users (id) WHERE role = 'admin';

-- Looked up before a user is known, so the key begins with the issuer. The row outlives its user: a token that is still valid
-- must not create a deleted user again. It holds nothing about the person besides the issuer's own name for it.
CREATE TABLE external_logins (
    issuer       text        NOT NULL,
    subject      text        NOT NULL,
    user_id      uuid        REFERENCES users ON DELETE SET NULL, -- null when the user was deleted
    profile_hash bytea       NOT NULL, -- of the profile that the issuer stated last; only news from the issuer changes the user
    created_at   timestamptz NOT NULL,
    names        text[]      NOT NULL DEFAULT '{}',   -- of first_name and last_name, those that the issuer stated last, and can take back
    said_at      timestamptz NOT NULL DEFAULT 'epoch', -- when the token was issued that the profile is from; an older token takes nothing back
    PRIMARY KEY (issuer, subject)
);
CREATE INDEX external_logins_by_user ON external_logins (user_id);

-- One login. It ends by logging out, by the use of a refresh token twice, by its owner or an administrator, or by time.
CREATE TABLE sessions (
    user_id      uuid        NOT NULL REFERENCES users ON DELETE CASCADE,
    id           uuid        NOT NULL, -- claim sid of its access tokens
    created_at   timestamptz NOT NULL,
    last_used_at timestamptz NOT NULL, -- login or last refresh
    expires_at   timestamptz NOT NULL,
    ended_at     timestamptz,
    user_agent   text,                 -- of the login, cut short
    address      text,                 -- of the login: an IP address
    proven_at    timestamptz NOT NULL DEFAULT now(), -- when the user last proved their identity: by logging in, or again since
    PRIMARY KEY (user_id, id)
);

-- The tokens of a session replace each other. A token used twice ends the session.
CREATE TABLE refresh_tokens (
    user_id    uuid        NOT NULL,
    token_hash bytea       NOT NULL,
    session_id uuid        NOT NULL,
    used_at    timestamptz,
    PRIMARY KEY (user_id, token_hash),
    FOREIGN KEY (user_id, session_id) REFERENCES sessions ON DELETE CASCADE
);
CREATE INDEX refresh_tokens_by_session ON refresh_tokens (user_id, session_id);

-- Single-use secrets, such as the link of a mail: found by their owner and hash.
CREATE TABLE account_tokens (
    user_id    uuid        NOT NULL REFERENCES users ON DELETE CASCADE,
    token_hash bytea       NOT NULL,
    purpose    text        NOT NULL, -- verify_email, reset_password, second_factor
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, token_hash)
);

-- An authenticator (RFC 6238) of an account with a password, and codes for when it is lost.
CREATE TABLE second_factors (
    user_id      uuid        PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    secret       bytea       NOT NULL, -- encrypted with the data protection key ring
    created_at   timestamptz NOT NULL,
    confirmed_at timestamptz,          -- null until the owner has shown a code: no login asks for one before
    last_step    bigint      NOT NULL DEFAULT 0 -- the time step of the last code that was accepted; none at or before it is again
);

-- Those that are left; each is single-use.
CREATE TABLE recovery_codes (
    user_id   uuid  NOT NULL REFERENCES second_factors ON DELETE CASCADE,
    code_hash bytea NOT NULL,
    PRIMARY KEY (user_id, code_hash)
);

-- Attempts to guess a secret, by what is guessed and by the origin of the guesses. No user's rows: subjects are hashes, and an
-- address that has no account is counted as one that has.
CREATE TABLE login_attempts (
    subject       bytea       PRIMARY KEY,
    failures      integer     NOT NULL, -- in a row; an attempt counts as failed until it has succeeded
    last_at       timestamptz NOT NULL,
    blocked_until timestamptz NOT NULL
);
CREATE INDEX login_attempts_by_time ON login_attempts (last_at);

-- One row for a kind of mail to an address: written before anything is sent, and kept a while after it, so that strangers
-- cannot have mail sent to an address as often as they like. Written for any address, whether or not there is an account:
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

-- Keys by which programs call the API in a user's name.
CREATE TABLE api_keys (
    user_id           uuid        NOT NULL REFERENCES users ON DELETE CASCADE,
    id                uuid        NOT NULL,
    name              text        NOT NULL,
    hint              text        NOT NULL, -- the last characters of the key, for its owner to recognize it by
    secret_hash       bytea       NOT NULL, -- HMAC-SHA256 with the instance's secret api-keys
    scopes            text[]      NOT NULL, -- names of permissions
    connection_ids    uuid[],               -- sees these connections only; null: all
    allowed_addresses text[],               -- networks as in 10.0.0.0/8, that it may be used from; null: any
    created_at        timestamptz NOT NULL,
    expires_at        timestamptz,
    last_used_at      timestamptz,          -- up to a minute behind
    PRIMARY KEY (user_id, id)
);
