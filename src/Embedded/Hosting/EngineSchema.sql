-- Applied at every start; statements are only ever added, each safe to repeat.
CREATE SCHEMA IF NOT EXISTS engine;

CREATE TABLE IF NOT EXISTS engine.reminders (
    grain_type text NOT NULL,
    grain_key text NOT NULL,
    name text NOT NULL,
    start_at timestamptz NOT NULL,
    period interval NOT NULL,
    -- Null before the first tick.
    last_tick timestamptz,
    PRIMARY KEY (grain_type, grain_key, name)
);

CREATE TABLE IF NOT EXISTS engine.grain_states (
    grain_type text NOT NULL,
    grain_key text NOT NULL,
    name text NOT NULL,
    storage text NOT NULL,
    version bigint NOT NULL,
    data jsonb NOT NULL,
    PRIMARY KEY (grain_type, grain_key, name, storage)
);
