-- A client that lost the answer to a refresh can repeat it once, within seconds, and receives the same token.
ALTER TABLE refresh_tokens
    ADD COLUMN successor       bytea,   -- the next token, which only this one reveals; null if it must not be returned again
    ADD COLUMN used_user_agent text,    -- the client that exchanged this token
    ADD COLUMN used_address    text,
    ADD COLUMN was_repeated    boolean NOT NULL DEFAULT false; -- it was returned twice, so that its own exchange cannot be repeated
