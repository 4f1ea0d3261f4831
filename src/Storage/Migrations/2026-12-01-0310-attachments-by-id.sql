-- Attachments are downloaded by their own id, without that of the message.
CREATE INDEX attachments_by_id ON attachments (user_id, id);
