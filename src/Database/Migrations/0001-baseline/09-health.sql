-- Health

-- One row that the readiness check overwrites, since only a write shows whether the database takes writes. It is stored outside of its
-- table and as it is, so that a write needs room on the disk.
CREATE TABLE readiness (
    id         smallint    PRIMARY KEY CHECK (id = 1),
    checked_at timestamptz NOT NULL,
    filling    text        NOT NULL
);
ALTER TABLE readiness ALTER COLUMN filling SET STORAGE EXTERNAL;
