-- The audit log: one chain of rows per user, and one (the id of zeros) for what belongs to nobody. Every row's hash covers the row and
-- the hash before it, under a key that is not readable here; once a day the ends of the chains are anchored in a chain of their own.
-- The column is not called user_id because the chain outlives its user.

CREATE TABLE audit_keys (
    id         smallint    PRIMARY KEY CHECK (id = 1),
    secret     bytea       NOT NULL, -- encrypted with the data protection key ring
    created_at timestamptz NOT NULL
);

CREATE TABLE audit_log (
    chain_id      uuid        NOT NULL,
    seq           bigint      NOT NULL,
    at            timestamptz NOT NULL,
    action        text        NOT NULL,
    outcome       text        NOT NULL, -- succeeded, refused, failed
    actor_id      uuid,                 -- the user who acted; null for the system, and for somebody who is not known
    credential    text,                 -- what the actor called with, such as session:<id>
    target        text,                 -- such as connection:<id>
    details       text        NOT NULL, -- JSON, as it was hashed
    origin        text,                 -- JSON: address, user agent, request id, and salt; taken away when its user is erased
    origin_digest bytea,                -- SHA-256 of it, which stays
    hash          bytea       NOT NULL,
    PRIMARY KEY (chain_id, seq)
);
CREATE INDEX audit_log_by_time ON audit_log (at DESC, chain_id DESC, seq DESC);
CREATE INDEX audit_log_by_chain ON audit_log (chain_id, at DESC, seq DESC);
CREATE INDEX audit_log_by_actor ON audit_log (actor_id, at DESC, chain_id DESC, seq DESC);

-- Where each chain ends; who appends keeps the row locked until the commit.
CREATE TABLE audit_heads (
    chain_id uuid   PRIMARY KEY,
    seq      bigint NOT NULL,
    hash     bytea  NOT NULL
);

CREATE TABLE audit_anchors (
    number    bigint PRIMARY KEY,
    day       date   NOT NULL, -- UTC; everything up to its end, and maybe some of the next
    chain_id  uuid   NOT NULL,
    seq       bigint NOT NULL,
    head_hash bytea  NOT NULL,
    hash      bytea  NOT NULL, -- of this row and the one before
    UNIQUE (day, chain_id)
);
CREATE INDEX audit_anchors_by_chain ON audit_anchors (chain_id, seq);

CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;

-- The one change that is allowed: to take the origin away.
CREATE TRIGGER audit_log_update BEFORE UPDATE ON audit_log FOR EACH ROW
    WHEN (NEW.origin IS NOT NULL
          OR (NEW.chain_id, NEW.seq, NEW.at, NEW.action, NEW.outcome, NEW.actor_id, NEW.credential, NEW.target, NEW.details, NEW.origin_digest, NEW.hash)
             IS DISTINCT FROM (OLD.chain_id, OLD.seq, OLD.at, OLD.action, OLD.outcome, OLD.actor_id, OLD.credential, OLD.target, OLD.details, OLD.origin_digest, OLD.hash))
    EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_log_delete BEFORE DELETE ON audit_log FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_log_truncate BEFORE TRUNCATE ON audit_log EXECUTE FUNCTION audit_refuse();

CREATE TRIGGER audit_heads_update BEFORE UPDATE ON audit_heads FOR EACH ROW
    WHEN (NEW.chain_id <> OLD.chain_id OR NEW.seq <= OLD.seq) EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_heads_delete BEFORE DELETE ON audit_heads FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_heads_truncate BEFORE TRUNCATE ON audit_heads EXECUTE FUNCTION audit_refuse();

CREATE TRIGGER audit_anchors_change BEFORE UPDATE OR DELETE ON audit_anchors FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_anchors_truncate BEFORE TRUNCATE ON audit_anchors EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_keys_change BEFORE UPDATE OR DELETE ON audit_keys FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_keys_truncate BEFORE TRUNCATE ON audit_keys EXECUTE FUNCTION audit_refuse();
