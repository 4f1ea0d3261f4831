-- For lists of one action, however rare, and of what did not succeed.
CREATE INDEX audit_log_by_action ON audit_log (action, at DESC, chain_id DESC, seq DESC);
CREATE INDEX audit_log_not_succeeded ON audit_log (at DESC, chain_id DESC, seq DESC) WHERE outcome <> 'succeeded';
