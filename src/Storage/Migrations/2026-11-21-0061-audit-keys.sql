-- The audit log's key can come from the configuration, and can be changed: every row names its own.

ALTER TABLE audit_keys DROP CONSTRAINT audit_keys_id_check;
ALTER TABLE audit_keys ALTER COLUMN secret DROP NOT NULL;
ALTER TABLE audit_keys ADD COLUMN key_hash bytea; -- of a key that is given by the configuration; it leads back to nothing
ALTER TABLE audit_keys ADD CHECK ((secret IS NULL) <> (key_hash IS NULL));

ALTER TABLE audit_log ADD COLUMN key_id smallint NOT NULL DEFAULT 1;
ALTER TABLE audit_anchors ADD COLUMN key_id smallint NOT NULL DEFAULT 1;

-- A new key begins with anchors of all that was written before it, on whatever day that is.
ALTER TABLE audit_anchors DROP CONSTRAINT audit_anchors_day_chain_id_key;

DROP TRIGGER audit_log_update ON audit_log;
CREATE TRIGGER audit_log_update BEFORE UPDATE ON audit_log FOR EACH ROW
    WHEN (NEW.origin IS NOT NULL
          OR (NEW.chain_id, NEW.seq, NEW.at, NEW.action, NEW.outcome, NEW.actor_id, NEW.credential, NEW.target, NEW.details, NEW.origin_digest, NEW.hash, NEW.key_id)
             IS DISTINCT FROM (OLD.chain_id, OLD.seq, OLD.at, OLD.action, OLD.outcome, OLD.actor_id, OLD.credential, OLD.target, OLD.details, OLD.origin_digest, OLD.hash, OLD.key_id))
    EXECUTE FUNCTION audit_refuse();

-- Whose origins were taken away, and until when all were: asked for each row that lacks its own.
CREATE INDEX audit_log_origins_gone ON audit_log (action, target) WHERE action IN ('audit.erase', 'audit.expire');

DROP TRIGGER audit_keys_update ON audit_keys;
CREATE TRIGGER audit_keys_update BEFORE UPDATE ON audit_keys FOR EACH ROW
    WHEN ((NEW.id, NEW.created_at, NEW.key_hash, NEW.secret IS NULL) IS DISTINCT FROM (OLD.id, OLD.created_at, OLD.key_hash, OLD.secret IS NULL)) EXECUTE FUNCTION audit_refuse();
