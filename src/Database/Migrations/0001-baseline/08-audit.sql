-- The audit log: one chain of rows per user, and one (the id of zeros) for what belongs to no user. Every row's hash covers the row and
-- the hash before it, under a key that is not readable here; once a day the ends of the chains are anchored in a chain of their own.
-- The column is not called user_id because the chain outlives its user.

-- Keys by which rows are hashed; every row names its own. A key comes from the installation or from the configuration.
CREATE TABLE audit_keys (
    id         smallint    PRIMARY KEY,
    secret     bytea,                -- encrypted with the data protection key ring
    created_at timestamptz NOT NULL,
    key_hash   bytea,                -- of a key that the configuration gives; it leads back to nothing
    CHECK ((secret IS NULL) <> (key_hash IS NULL))
);

CREATE TABLE audit_log (
    chain_id      uuid        NOT NULL,
    seq           bigint      NOT NULL,
    at            timestamptz NOT NULL,
    action        text        NOT NULL,
    outcome       text        NOT NULL, -- succeeded, refused, failed
    actor_id      uuid,                 -- the user who acted; null for the system, and for an unknown caller
    credential    text,                 -- what the actor called with, such as session:<id>
    target        text,                 -- such as connection:<id>
    details       text        NOT NULL, -- JSON, as it was hashed
    origin        text,                 -- JSON: address, user agent, request id, and salt; taken away when its user is erased
    origin_digest bytea,                -- SHA-256 of it, which stays
    hash          bytea       NOT NULL,
    key_id        smallint    NOT NULL DEFAULT 1,
    PRIMARY KEY (chain_id, seq)
);
CREATE INDEX audit_log_by_time ON audit_log (at DESC, chain_id DESC, seq DESC);
CREATE INDEX audit_log_by_chain ON audit_log (chain_id, at DESC, seq DESC);
CREATE INDEX audit_log_by_actor ON audit_log (actor_id, at DESC, chain_id DESC, seq DESC);

-- For lists of one action, however rare, and of what did not succeed.
CREATE INDEX audit_log_by_action ON audit_log (action, at DESC, chain_id DESC, seq DESC);
CREATE INDEX audit_log_not_succeeded ON audit_log (at DESC, chain_id DESC, seq DESC) WHERE outcome <> 'succeeded';

-- Whose origins were taken away, and until when all were: requested for each row that lacks its own.
CREATE INDEX audit_log_origins_gone ON audit_log (action, target) WHERE action IN ('audit.erase', 'audit.expire');

-- The end of each chain; appending keeps the row locked until the commit.
CREATE TABLE audit_heads (
    chain_id uuid   PRIMARY KEY,
    seq      bigint NOT NULL,
    hash     bytea  NOT NULL
);

-- A new key begins with anchors of all that was written before it, on whatever day that is, so a day can have two of a chain.
CREATE TABLE audit_anchors (
    number    bigint   PRIMARY KEY,
    day       date     NOT NULL, -- UTC; everything up to its end, and maybe some of the next
    chain_id  uuid     NOT NULL,
    seq       bigint   NOT NULL,
    head_hash bytea    NOT NULL,
    hash      bytea    NOT NULL, -- of this row and the one before
    key_id    smallint NOT NULL DEFAULT 1
);
CREATE INDEX audit_anchors_by_chain ON audit_anchors (chain_id, seq);

CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;

-- The one change that is allowed: to take the origin away.
CREATE TRIGGER audit_log_update BEFORE UPDATE ON audit_log FOR EACH ROW
    WHEN (NEW.origin IS NOT NULL
          OR (NEW.chain_id, NEW.seq, NEW.at, NEW.action, NEW.outcome, NEW.actor_id, NEW.credential, NEW.target, NEW.details, NEW.origin_digest, NEW.hash, NEW.key_id)
             IS DISTINCT FROM (OLD.chain_id, OLD.seq, OLD.at, OLD.action, OLD.outcome, OLD.actor_id, OLD.credential, OLD.target, OLD.details, OLD.origin_digest, OLD.hash, OLD.key_id))
    EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_log_delete BEFORE DELETE ON audit_log FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_log_truncate BEFORE TRUNCATE ON audit_log EXECUTE FUNCTION audit_refuse();

CREATE TRIGGER audit_heads_update BEFORE UPDATE ON audit_heads FOR EACH ROW
    WHEN (NEW.chain_id <> OLD.chain_id OR NEW.seq <= OLD.seq) EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_heads_delete BEFORE DELETE ON audit_heads FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_heads_truncate BEFORE TRUNCATE ON audit_heads EXECUTE FUNCTION audit_refuse();

CREATE TRIGGER audit_anchors_change BEFORE UPDATE OR DELETE ON audit_anchors FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_anchors_truncate BEFORE TRUNCATE ON audit_anchors EXECUTE FUNCTION audit_refuse();

-- A key's encryption can be renewed, which changes nothing of the key: another one would not fit the chains.
CREATE TRIGGER audit_keys_update BEFORE UPDATE ON audit_keys FOR EACH ROW
    WHEN ((NEW.id, NEW.created_at, NEW.key_hash, NEW.secret IS NULL) IS DISTINCT FROM (OLD.id, OLD.created_at, OLD.key_hash, OLD.secret IS NULL))
    EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_keys_delete BEFORE DELETE ON audit_keys FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_keys_truncate BEFORE TRUNCATE ON audit_keys EXECUTE FUNCTION audit_refuse();
