-- The AdoNet providers of Orleans take their SQL from this table, by key. Everything of theirs lives in a schema of its
-- own, which their connections have as search path.
CREATE SCHEMA orleans;

CREATE TABLE orleans.orleansquery (
    querykey  text PRIMARY KEY,
    querytext text NOT NULL
);
