-- Queries that users keep under a name.
CREATE TABLE saved_searches (
    user_id    uuid             NOT NULL REFERENCES users ON DELETE CASCADE,
    id         uuid             NOT NULL,
    name       text             NOT NULL,
    name_key   text COLLATE "C" NOT NULL, -- the name in the form in which names are compared
    query      text             NOT NULL, -- in the syntax of searches
    created_at timestamptz      NOT NULL,
    updated_at timestamptz      NOT NULL,
    PRIMARY KEY (user_id, id),
    CONSTRAINT saved_searches_by_name UNIQUE (user_id, name_key)
);
