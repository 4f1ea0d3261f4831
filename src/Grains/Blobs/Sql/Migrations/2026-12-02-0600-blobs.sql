-- Blobs: their contents are in a folder or in a bucket, and a row for each is here.

CREATE TABLE blobs (
    user_id      uuid        NOT NULL REFERENCES users ON DELETE CASCADE,
    id           uuid        NOT NULL,
    name         text        NOT NULL,
    content_type text        NOT NULL,
    size         bigint      NOT NULL CHECK (size >= 0), -- bytes; until it is stored, those reserved of the user's quota
    content_hash bytea,                                  -- SHA-256; null until it is stored
    content_key  bytea       NOT NULL,                   -- encrypted with the data protection key ring
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz,                            -- null while something refers to it
    PRIMARY KEY (user_id, id)
);
CREATE INDEX blobs_by_expiry ON blobs (expires_at) WHERE expires_at IS NOT NULL;

CREATE TABLE blob_references (
    user_id uuid NOT NULL,
    blob_id uuid NOT NULL,
    holder  text NOT NULL, -- what refers to it, as kind:id
    PRIMARY KEY (user_id, blob_id, holder),
    FOREIGN KEY (user_id, blob_id) REFERENCES blobs ON DELETE CASCADE
);
CREATE INDEX blob_references_by_holder ON blob_references (user_id, holder);

-- The sum of the sizes of a user's blobs.
CREATE TABLE blob_usage (
    user_id uuid   PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    bytes   bigint NOT NULL CHECK (bytes >= 0)
);

-- Contents to be deleted, since their rows are gone. They outlive their users.
CREATE TABLE blob_removals (
    blob_id uuid        PRIMARY KEY,
    due_at  timestamptz NOT NULL
);
CREATE INDEX blob_removals_by_time ON blob_removals (due_at);

-- However a row is deleted, also by the erasure of an account. A content that is still being written is deleted once no writer can be left.
CREATE FUNCTION remove_blob_content() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO blob_removals (blob_id, due_at)
    VALUES (OLD.id, CASE WHEN OLD.content_hash IS NULL THEN now() + interval '1 hour' ELSE now() END)
    ON CONFLICT (blob_id) DO NOTHING;
    UPDATE blob_usage SET bytes = bytes - OLD.size WHERE user_id = OLD.user_id;
    RETURN NULL;
END
$$;
CREATE TRIGGER blobs_removed AFTER DELETE ON blobs FOR EACH ROW EXECUTE FUNCTION remove_blob_content();
