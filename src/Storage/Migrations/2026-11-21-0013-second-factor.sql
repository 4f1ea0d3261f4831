-- A second factor of own accounts: an authenticator (RFC 6238), and codes for when it is lost.

CREATE TABLE second_factors (
    user_id      uuid        PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    secret       bytea       NOT NULL, -- encrypted with the data protection key ring
    created_at   timestamptz NOT NULL,
    confirmed_at timestamptz,          -- null until the owner has shown a code: no login asks for one before
    last_step    bigint      NOT NULL DEFAULT 0 -- the time step of the last code that was accepted; none at or before it is again
);

-- Those that are left; each is good once.
CREATE TABLE recovery_codes (
    user_id   uuid  NOT NULL REFERENCES second_factors ON DELETE CASCADE,
    code_hash bytea NOT NULL,
    PRIMARY KEY (user_id, code_hash)
);
