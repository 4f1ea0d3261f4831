-- Messages to be sent. A row is written before anything leaves, and contains at each moment what is known of its message.

CREATE TABLE outgoing (
    user_id         uuid        NOT NULL,
    id              uuid        NOT NULL,
    connection_id   uuid        NOT NULL,
    created_by      uuid        NOT NULL, -- the user who requested it; not always the owner of a shared mailbox
    state           text        NOT NULL CHECK (state IN ('scheduled', 'queued', 'sending', 'sent', 'failed', 'unknown', 'cancelled')),
    message_id      text        NOT NULL, -- Message-ID without angle brackets, the same in all attempts
    sender          text        NOT NULL,
    subject         text        NOT NULL,
    recipients      jsonb       NOT NULL, -- [{address, state, reply, status, bounced_at, maybe_sent}], in the order of the envelope
    recipient_count integer     NOT NULL,
    message_blob    uuid        NOT NULL, -- the message without Bcc
    copy_blob       uuid,                 -- the copy for the folder of sent mail, if it differs
    size            bigint      NOT NULL,
    created_at      timestamptz NOT NULL,
    due_at          timestamptz NOT NULL, -- the next attempt; of sending, when its outcome is to be found out
    first_due_at    timestamptz NOT NULL, -- the first attempt, from which the time for retries counts
    undo_until      timestamptz,
    send_at         timestamptz,
    timezone        text,
    attempts        integer     NOT NULL DEFAULT 0,
    claim           uuid,                 -- the attempt that is, or was last, under way
    uncertain_since timestamptz,          -- when an attempt ended without an answer
    maybe_sent      boolean     NOT NULL DEFAULT false, -- its sender had it sent again although its outcome was unknown
    error           text,
    status          text,                 -- enhanced status code of the error
    remote_id       text,                 -- the provider's id of the sent message
    sent_copy       text CHECK (sent_copy IN ('pending', 'server', 'product', 'failed')), -- product: this installation has saved it
    copy_attempts   integer     NOT NULL DEFAULT 0,
    copy_due_at     timestamptz,
    in_reply_to_id  uuid,                 -- the message that it answers
    thread_id       uuid,
    if_no_reply     boolean     NOT NULL DEFAULT false,
    draft_id        uuid,
    sent_at         timestamptz,          -- when the first recipient was accepted
    ended_at        timestamptz,
    replied_at      timestamptz,
    bounced_at      timestamptz,
    PRIMARY KEY (user_id, id),
    FOREIGN KEY (user_id, connection_id) REFERENCES connections ON DELETE CASCADE
);

-- What a mailbox has to do, and what all have.
CREATE INDEX outgoing_by_mailbox ON outgoing (user_id, connection_id, due_at, id) WHERE state IN ('scheduled', 'queued', 'sending');
CREATE INDEX outgoing_by_time ON outgoing (due_at) WHERE state IN ('scheduled', 'queued', 'sending');
CREATE INDEX outgoing_copies ON outgoing (user_id, connection_id, copy_due_at) WHERE sent_copy = 'pending';
CREATE INDEX outgoing_copies_by_time ON outgoing (copy_due_at) WHERE sent_copy = 'pending';

-- Limits, lists, and the end of their time.
CREATE INDEX outgoing_by_creation ON outgoing (user_id, created_at) INCLUDE (recipient_count, state);
CREATE INDEX outgoing_by_end ON outgoing (ended_at) WHERE ended_at IS NOT NULL;

-- Replies and bounces name the message; a reply to the message that it answers may cancel it.
CREATE INDEX outgoing_by_message ON outgoing (user_id, message_id);
CREATE INDEX outgoing_by_thread ON outgoing (user_id, thread_id) WHERE if_no_reply AND state IN ('scheduled', 'queued');

-- What a message that is gone refers to expires: its content, and the uploads that it was made of. It may be gone with its mailbox.
CREATE FUNCTION release_outgoing_blobs() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    holders text[] := ARRAY['outgoing:' || replace(OLD.id::text, '-', ''), 'outgoing-files:' || replace(OLD.id::text, '-', '')];
    owners  uuid[]; -- members who send from a shared mailbox have their own uploads
    freed   uuid[];
BEGIN
    PERFORM 1 FROM blobs b
    WHERE (b.user_id, b.id) IN (SELECT r.user_id, r.blob_id FROM blob_references r WHERE r.holder = ANY (holders))
    ORDER BY b.user_id, b.id FOR UPDATE;
    WITH gone AS (
        DELETE FROM blob_references r WHERE r.holder = ANY (holders) RETURNING r.user_id, r.blob_id
    )
    SELECT array_agg(user_id), array_agg(blob_id) INTO owners, freed FROM gone;
    UPDATE blobs b SET expires_at = now()
    WHERE (b.user_id, b.id) IN (SELECT f.user_id, f.blob_id FROM unnest(owners, freed) AS f (user_id, blob_id))
      AND NOT EXISTS (SELECT 1 FROM blob_references r WHERE r.user_id = b.user_id AND r.blob_id = b.id);
    RETURN NULL;
END
$$;
CREATE TRIGGER outgoing_removed AFTER DELETE ON outgoing FOR EACH ROW EXECUTE FUNCTION release_outgoing_blobs();
