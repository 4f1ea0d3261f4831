-- Posts of received mail to Slack. They follow the user's event log from a position of their own.
CREATE TABLE slack_integrations (
    user_id        uuid        PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    webhook_url    bytea       NOT NULL, -- encrypted
    settings       jsonb       NOT NULL, -- rules, quiet hours and the rest of what the user chose
    enabled        boolean     NOT NULL,
    state          text        NOT NULL DEFAULT 'working' CHECK (state IN ('working', 'failing', 'refused')),
    last_error     text,
    failures       integer     NOT NULL DEFAULT 0, -- attempts in a row
    cursor         bigint      NOT NULL, -- the events up to this position were posted, or are not selected
    due_at         timestamptz NOT NULL, -- before it, nothing is posted
    last_posted_at timestamptz,
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL
);
CREATE INDEX slack_integrations_active ON slack_integrations (due_at) WHERE enabled AND state <> 'refused';
