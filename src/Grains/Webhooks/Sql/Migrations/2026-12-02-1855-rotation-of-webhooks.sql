-- A repetition of a rotation must not replace the keys of the first attempt.
ALTER TABLE webhooks ADD COLUMN rotation_id uuid; -- the operation that created the present keys; null for those of the beginning
