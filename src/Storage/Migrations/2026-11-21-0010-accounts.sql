-- Own accounts: where a session was opened, and whether the owner has proved to read the address.

ALTER TABLE sessions
    ADD user_agent text, -- of the login, cut short
    ADD address    text; -- of the login: an IP address

ALTER TABLE users ADD email_verified_at timestamptz;
