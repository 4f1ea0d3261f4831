-- The audit key's encryption may be renewed, which changes nothing of the key: another one would not fit the chains.
DROP TRIGGER audit_keys_change ON audit_keys;
CREATE TRIGGER audit_keys_update BEFORE UPDATE ON audit_keys FOR EACH ROW
    WHEN ((NEW.id, NEW.created_at) IS DISTINCT FROM (OLD.id, OLD.created_at)) EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_keys_delete BEFORE DELETE ON audit_keys FOR EACH ROW EXECUTE FUNCTION audit_refuse();
