-- Who may do what. Sessions have rows of their own now; everybody logs in again.

ALTER TABLE users
    ADD role        text NOT NULL DEFAULT 'user' CHECK (role IN ('user', 'admin')),
    ADD disabled_at timestamptz;

-- One login. It ends by logging out, by the use of a refresh token twice, by its owner or an administrator, or by time.
CREATE TABLE sessions (
    user_id      uuid        NOT NULL REFERENCES users ON DELETE CASCADE,
    id           uuid        NOT NULL, -- claim sid of its access tokens
    created_at   timestamptz NOT NULL,
    last_used_at timestamptz NOT NULL, -- login or last refresh
    expires_at   timestamptz NOT NULL,
    ended_at     timestamptz,
    PRIMARY KEY (user_id, id)
);

-- The tokens of a session replace each other. A token used twice ends the session.
DROP TABLE refresh_tokens;
CREATE TABLE refresh_tokens (
    user_id    uuid        NOT NULL,
    token_hash bytea       NOT NULL,
    session_id uuid        NOT NULL,
    used_at    timestamptz,
    PRIMARY KEY (user_id, token_hash),
    FOREIGN KEY (user_id, session_id) REFERENCES sessions ON DELETE CASCADE
);
CREATE INDEX refresh_tokens_by_session ON refresh_tokens (user_id, session_id);
