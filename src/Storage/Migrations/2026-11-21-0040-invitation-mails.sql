-- Invitations are mailed to the address that they are for, by a row of notices. The mail has a token of its own, made when it is sent,
-- so that whoever has it reads the address; the inviter's is good only for an account whose address is verified already.

ALTER TABLE invitations
    ADD mailed          boolean NOT NULL DEFAULT false, -- whether the address is mailed
    ADD mail_token_hash bytea UNIQUE;                   -- SHA-256, of the newest mail; null until one is written
CREATE INDEX invitations_by_email ON invitations (email_key);
