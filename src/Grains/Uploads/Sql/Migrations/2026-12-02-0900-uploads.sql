-- Uploads: files to be attached to messages, and scanned copies of received attachments. Each is a blob, with which it is deleted.

CREATE TABLE uploads (
    user_id    uuid        NOT NULL REFERENCES users ON DELETE CASCADE,
    id         uuid        NOT NULL,           -- as clients know it
    blob_id    uuid        NOT NULL,
    content_id text,                           -- null for the id
    source_id  uuid,                           -- the received attachment of which it is a copy
    scanned_at timestamptz,                    -- null until a scan has found nothing
    malware    text,                           -- what a scan has found
    PRIMARY KEY (user_id, id),
    FOREIGN KEY (user_id, blob_id) REFERENCES blobs ON DELETE CASCADE,
    CHECK (scanned_at IS NULL OR malware IS NULL)
);
CREATE INDEX uploads_by_blob ON uploads (user_id, blob_id);
CREATE INDEX uploads_by_source ON uploads (user_id, source_id) WHERE source_id IS NOT NULL;

-- What refers to uploads finds those of all users: of a shared mailbox each member has their own.
DROP INDEX blob_references_by_holder;
CREATE INDEX blob_references_by_holder ON blob_references (holder, user_id);
