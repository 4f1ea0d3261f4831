-- Drafts. Each is also a message in the folder for drafts of its mailbox, and its row states which of the two is newer.

CREATE TABLE drafts (
    user_id            uuid        NOT NULL,
    id                 uuid        NOT NULL,
    connection_id      uuid        NOT NULL,
    content            text,                          -- JSON, as it was last saved here; null for a draft that was never saved here
    is_foreign         boolean     NOT NULL,          -- the newest version is the message; of the content, only its references to other messages hold
    subject            text        NOT NULL,          -- of the newest version, for lists, like the next two
    to_emails          text[]      NOT NULL,
    preview            text        NOT NULL,
    aliases            jsonb       NOT NULL DEFAULT '{}', -- ids of attachments of former messages, and of the same attachments now
    revision           bigint      NOT NULL DEFAULT 1, -- grows with each save, here or there
    announced          bigint      NOT NULL DEFAULT 1, -- the revision of the last event
    created_at         timestamptz NOT NULL,
    saved_at           timestamptz NOT NULL,          -- the newest version
    mail_id            uuid,                          -- the message in the copy of the mailbox
    mail_revision      bigint      NOT NULL DEFAULT 0, -- the revision that the mailbox has; less than revision while one is to be written
    version            bigint      NOT NULL DEFAULT 0, -- the revision that was last written to the mailbox, or is being written
    version_message_id text,                          -- its Message-ID, without angle brackets
    version_date       timestamptz,                   -- its Date
    version_remote_id  text,                          -- its id on the server, where messages have one
    version_size       bigint      NOT NULL DEFAULT 0,
    replaced_id        uuid,                          -- the message of the version before, to be removed from the mailbox
    written_at         timestamptz,                   -- when a version was last written
    error              text,                          -- why the mailbox does not take it
    copy_of            uuid,                          -- the draft that was saved at the same time
    held_by            uuid,                          -- the outgoing message that it is sent as
    held_until         timestamptz,                   -- the end of a hold whose message is not stored yet; null for a firm one
    held_revision      bigint,
    deleted_at         timestamptz,                   -- to be removed from the mailbox
    PRIMARY KEY (user_id, id),
    FOREIGN KEY (user_id, connection_id) REFERENCES connections ON DELETE CASCADE
);
CREATE UNIQUE INDEX drafts_by_mail ON drafts (user_id, mail_id) WHERE mail_id IS NOT NULL;
CREATE INDEX drafts_by_time ON drafts (user_id, saved_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX drafts_by_mailbox ON drafts (user_id, connection_id, saved_at DESC);

-- The uploads of a draft that is gone expire. It may be gone with its mailbox.
CREATE FUNCTION release_draft_files() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    held   text := 'draft:' || replace(OLD.id::text, '-', '');
    owners uuid[]; -- members who write in a shared mailbox have their own uploads
    freed  uuid[];
BEGIN
    PERFORM 1 FROM blobs b
    WHERE (b.user_id, b.id) IN (SELECT r.user_id, r.blob_id FROM blob_references r WHERE r.holder = held)
    ORDER BY b.user_id, b.id FOR UPDATE;
    WITH gone AS (
        DELETE FROM blob_references r WHERE r.holder = held RETURNING r.user_id, r.blob_id
    )
    SELECT array_agg(user_id), array_agg(blob_id) INTO owners, freed FROM gone;
    UPDATE blobs b SET expires_at = now() + interval '1 day'
    WHERE (b.user_id, b.id) IN (SELECT f.user_id, f.blob_id FROM unnest(owners, freed) AS f (user_id, blob_id))
      AND NOT EXISTS (SELECT 1 FROM blob_references r WHERE r.user_id = b.user_id AND r.blob_id = b.id);
    RETURN NULL;
END
$$;
CREATE TRIGGER draft_removed AFTER DELETE ON drafts FOR EACH ROW EXECUTE FUNCTION release_draft_files();

-- The drafts that mailboxes have already.
INSERT INTO drafts (user_id, id, connection_id, is_foreign, subject, to_emails, preview, created_at, saved_at, mail_id, mail_revision)
SELECT DISTINCT ON (m.user_id, m.id) m.user_id, gen_random_uuid(), m.connection_id, true, m.subject,
       ARRAY (SELECT address ->> 'email' FROM jsonb_path_query(b.addresses, '$.to[*]') WITH ORDINALITY AS t (address, position) ORDER BY position LIMIT 5),
       m.preview, m.received_at, m.received_at, m.id, 1
FROM labels l
JOIN message_labels p ON p.user_id = l.user_id AND p.label_id = l.id
JOIN messages m ON m.user_id = p.user_id AND m.id = p.message_id
JOIN message_bodies b ON b.user_id = m.user_id AND b.message_id = m.id
JOIN connections c ON c.user_id = m.user_id AND c.id = m.connection_id
WHERE l.role = 'drafts' AND NOT '\Deleted' = ANY (m.flags);
