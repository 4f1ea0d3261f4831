-- How much each message matters to the owner of its mailbox, as the analysis finds and the owner's actions teach.

CREATE TABLE message_priority (
    user_id      uuid        NOT NULL REFERENCES users ON DELETE CASCADE,
    message_id   uuid        NOT NULL,
    date         timestamptz NOT NULL, -- of the message, for the order of lists
    person       text        NOT NULL, -- the sender's address in lower case
    source       text        NOT NULL, -- '<id>' of the mailing list; without one '@domain' of the sender
    is_sent      boolean     NOT NULL, -- by the owner
    needs_reply  boolean     NOT NULL, -- a person asks for something: the owner, or, in a sent message, its recipients
    is_reply_set boolean     NOT NULL DEFAULT false, -- needs_reply is what the owner set
    score        real,                 -- 0 to 1; null for sent messages, and until the score is computed
    reasons      jsonb       NOT NULL DEFAULT '[]', -- [{code, words, weight}]
    version      integer     NOT NULL DEFAULT 0,    -- of the model that computed the score
    is_important boolean,              -- what the owner said of it; null for nothing
    answered_at  timestamptz,          -- date of the owner's first answer; null for none
    PRIMARY KEY (user_id, message_id),
    FOREIGN KEY (user_id, message_id) REFERENCES messages ON DELETE CASCADE
);
CREATE INDEX message_priority_by_score ON message_priority (user_id, score DESC, date DESC, message_id DESC) WHERE score IS NOT NULL;
CREATE INDEX message_priority_by_person ON message_priority (user_id, person, date DESC);
CREATE INDEX message_priority_answered ON message_priority (user_id, person) WHERE answered_at IS NOT NULL;
CREATE INDEX message_priority_answered_source ON message_priority (user_id, source) WHERE answered_at IS NOT NULL;
CREATE INDEX message_priority_judged ON message_priority (user_id, person) WHERE is_important IS NOT NULL;
CREATE INDEX message_priority_asking ON message_priority (user_id, date DESC, message_id DESC) WHERE needs_reply;

-- Addresses with which the owner exchanges mail. Rows whose address is a source, '<id>' or '@domain', count the mail of a list or a domain.
CREATE TABLE correspondents (
    user_id          uuid             NOT NULL REFERENCES users ON DELETE CASCADE,
    address          text             NOT NULL, -- in lower case
    received         integer          NOT NULL DEFAULT 0, -- messages from the address
    sent             integer          NOT NULL DEFAULT 0, -- messages of the owner to it
    answered         integer          NOT NULL DEFAULT 0, -- messages from it that the owner answered
    answer_seconds   double precision,                    -- median time to the answer; null without one
    last_received_at timestamptz,
    last_sent_at     timestamptz,
    PRIMARY KEY (user_id, address)
);

-- The weights of each owner's model. An owner without a row has those that all begin with.
CREATE TABLE priority_models (
    user_id    uuid        PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    model      jsonb       NOT NULL,
    lessons    bigint      NOT NULL DEFAULT 0, -- messages that it has learned from
    updated_at timestamptz NOT NULL
);

-- What owners did with messages, until their models have learned from it.
CREATE TABLE priority_lessons (
    user_id    uuid        NOT NULL REFERENCES users ON DELETE CASCADE,
    message_id uuid        NOT NULL,
    kind       text        NOT NULL CHECK (kind IN ('answered', 'starred', 'archived_unread')),
    created_at timestamptz NOT NULL,
    learned_at timestamptz,            -- null while it waits; kept, so that nothing is learned twice
    PRIMARY KEY (user_id, message_id, kind),
    FOREIGN KEY (user_id, message_id) REFERENCES messages ON DELETE CASCADE
);
CREATE INDEX priority_lessons_waiting ON priority_lessons (user_id, created_at) WHERE learned_at IS NULL;
