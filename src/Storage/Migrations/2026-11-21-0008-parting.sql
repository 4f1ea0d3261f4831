-- A provider is told to push no more before the tokens are revoked, which it is told by.
ALTER TABLE oauth_revocations ADD COLUMN watched_settings jsonb; -- the mailbox's; null when it was never pushed
