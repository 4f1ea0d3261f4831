-- The category of each message. What a person set, the analysis does not overwrite.

CREATE TABLE message_categories (
    user_id    uuid        NOT NULL REFERENCES users ON DELETE CASCADE,
    message_id uuid        NOT NULL,
    category   text        NOT NULL,
    date       timestamptz NOT NULL, -- of the message, for the order of lists
    confidence real        NOT NULL, -- 0 to 1
    reasons    jsonb       NOT NULL DEFAULT '[]', -- sentences
    version    integer     NOT NULL DEFAULT 0,    -- of the classifier
    is_manual  boolean     NOT NULL DEFAULT false,
    PRIMARY KEY (user_id, message_id),
    FOREIGN KEY (user_id, message_id) REFERENCES messages ON DELETE CASCADE
);
CREATE INDEX message_categories_by_category ON message_categories (user_id, category, date DESC, message_id DESC);

-- Categories that owners gave to the mail of a sender.
CREATE TABLE sender_categories (
    user_id    uuid        NOT NULL REFERENCES users ON DELETE CASCADE,
    address    text        NOT NULL, -- in lower case
    category   text        NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, address)
);

-- Attempts to end subscriptions. A row is written before the request leaves.
CREATE TABLE unsubscriptions (
    user_id       uuid        NOT NULL REFERENCES users ON DELETE CASCADE,
    id            uuid        NOT NULL,
    address       text        NOT NULL, -- of the sender, in lower case
    connection_id uuid        NOT NULL,
    message_id    uuid        NOT NULL, -- the message that says how
    method        text        NOT NULL CHECK (method IN ('one_click', 'mail', 'link')),
    target        text        NOT NULL, -- the address that the message gives
    state         text        NOT NULL CHECK (state IN ('sending', 'accepted', 'needs_user', 'failed')),
    outgoing_id   uuid,
    status        integer,
    detail        text        NOT NULL,
    created_at    timestamptz NOT NULL,
    ended_at      timestamptz,
    PRIMARY KEY (user_id, id)
);
