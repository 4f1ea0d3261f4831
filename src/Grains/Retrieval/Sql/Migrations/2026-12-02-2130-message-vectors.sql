-- What messages mean, as vectors near which those of similar texts lie. A search ranks by the bits, and compares the
-- vectors of the first ones exactly.
CREATE TABLE message_vectors (
    user_id       uuid        NOT NULL REFERENCES users ON DELETE CASCADE,
    message_id    uuid        NOT NULL,
    connection_id uuid        NOT NULL,
    date          timestamptz NOT NULL,
    model         text        NOT NULL, -- vectors of different models cannot be compared
    bits          bit(384)    NOT NULL, -- the signs of the rotated vector
    vector        bytea       NOT NULL, -- 384 half-precision numbers
    PRIMARY KEY (user_id, message_id),
    FOREIGN KEY (user_id, message_id) REFERENCES messages ON DELETE CASCADE
);

-- For the number of vectors and the oldest one.
CREATE INDEX message_vectors_by_date ON message_vectors (user_id, model, date) INCLUDE (connection_id);

-- Users all of whose mail had vectors of a model at some time; later mail enqueues a job of its own.
CREATE TABLE vector_progress (
    user_id      uuid        PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    model        text        NOT NULL,
    completed_at timestamptz NOT NULL
);
