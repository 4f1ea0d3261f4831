-- Tokens that users have spent at the model host. A request is counted with its largest cost before it is sent, and with its real cost afterwards.

CREATE TABLE model_usage (
    user_id  uuid   NOT NULL REFERENCES users ON DELETE CASCADE,
    day      date   NOT NULL, -- of UTC
    tokens   bigint NOT NULL CHECK (tokens >= 0),
    requests bigint NOT NULL,
    PRIMARY KEY (user_id, day)
);
