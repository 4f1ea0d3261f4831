-- Messages that have an id of their own on the server (Gmail, Graph): they lie in any number of labels, without a UID.

ALTER TABLE messages
    ADD COLUMN remote_id text,                           -- the server's name for it; null for a message with a place (IMAP)
    ADD COLUMN is_partial boolean NOT NULL DEFAULT false; -- only the header has been read as yet

CREATE UNIQUE INDEX messages_by_remote_id ON messages (user_id, connection_id, remote_id) WHERE remote_id IS NOT NULL;
CREATE INDEX messages_partial ON messages (user_id, connection_id, received_at DESC) WHERE is_partial;

-- Such messages are in several labels or in none, so the labels' counters do not add up to the mailbox's.
ALTER TABLE connections
    ADD COLUMN sync_cursor text,     -- the provider's own, for the whole mailbox; committed with the changes it makes durable
    ADD COLUMN message_count bigint, -- null while all messages have a place: their number is the sum over the labels
    ADD COLUMN unread_count  bigint;
