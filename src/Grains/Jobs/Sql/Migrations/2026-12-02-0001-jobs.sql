-- Work that may wait: a row is written in the transaction that causes the work, and deleted when the work is done.

CREATE TABLE jobs (
    id          uuid        PRIMARY KEY, -- version 7: in the order of creation
    kind        text        NOT NULL,
    user_id     uuid        REFERENCES users ON DELETE CASCADE, -- null for work of the installation
    -- Users take turns within a kind; so does the installation, as one more user.
    turn        uuid        NOT NULL GENERATED ALWAYS AS (coalesce(user_id, '00000000-0000-0000-0000-000000000000'::uuid)) STORED,
    dedupe_key  text,                    -- at most one job of a kind and user has it
    payload     text        NOT NULL,
    state       text        NOT NULL CHECK (state IN ('scheduled', 'ready', 'running', 'parked')),
    run_at      timestamptz NOT NULL,    -- when the next attempt is due
    attempts    integer     NOT NULL DEFAULT 0,
    error       text,                    -- of the last attempt
    created_at  timestamptz NOT NULL,
    started_at  timestamptz,             -- of the last attempt
    lease       uuid,                    -- proves that the worker that ends the attempt is the one that began it
    lease_until timestamptz,             -- after it, another worker can take the job over
    is_again    boolean     NOT NULL DEFAULT false, -- requested once more while it was running
    is_cancelled boolean    NOT NULL DEFAULT false, -- while it was running
    CHECK ((state = 'running') = (lease IS NOT NULL AND lease_until IS NOT NULL))
) WITH (
    -- Rows come and go quickly; the indexes below must not fill up with dead ones.
    autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_cost_delay = 0
);

-- The next user of a kind is one step into this index, however many jobs the user before has. It contains only what is due.
CREATE INDEX jobs_ready ON jobs (kind, turn, run_at, id) WHERE state = 'ready';
CREATE INDEX jobs_scheduled ON jobs (kind, run_at) WHERE state = 'scheduled';
CREATE INDEX jobs_running ON jobs (kind, lease_until) WHERE state = 'running';
CREATE INDEX jobs_parked ON jobs (id) WHERE state = 'parked';
CREATE UNIQUE INDEX jobs_by_dedupe_key ON jobs (kind, turn, dedupe_key) WHERE dedupe_key IS NOT NULL;
CREATE INDEX jobs_by_user ON jobs (user_id) WHERE user_id IS NOT NULL;
