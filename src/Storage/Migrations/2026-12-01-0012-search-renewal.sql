-- Documents that an older version of the search analysis made are made anew in the background. Those that are there now are; what
-- is stored from now on is not, so that nothing has to write the column.
ALTER TABLE message_documents ADD COLUMN is_outdated boolean NOT NULL DEFAULT true;
ALTER TABLE message_documents ALTER COLUMN is_outdated SET DEFAULT false;

CREATE INDEX message_documents_outdated ON message_documents (user_id, message_id) WHERE is_outdated;
