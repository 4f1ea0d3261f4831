-- The password of a mailbox's submission server, encrypted like that of the mailbox; empty where it is the same. The server is part of the settings.
ALTER TABLE connections ADD COLUMN submission_secret bytea NOT NULL DEFAULT '';
