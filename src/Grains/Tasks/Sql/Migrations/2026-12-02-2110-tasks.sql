-- Tasks of users, found in mail or made by people. Requires PostgreSQL 15 for SET NULL of single columns.
CREATE TABLE tasks (
    user_id        uuid        NOT NULL REFERENCES users ON DELETE CASCADE,
    id             uuid        NOT NULL,
    title          text        NOT NULL,
    description    text        NOT NULL DEFAULT '', -- the user's notes
    status         text        NOT NULL CHECK (status IN ('open', 'in_progress', 'done', 'cancelled')),
    priority       text        NOT NULL CHECK (priority IN ('low', 'normal', 'high', 'urgent')),
    due_at         timestamptz,                     -- without a time of day, the beginning of the day in UTC
    due_has_time   boolean     NOT NULL DEFAULT false,
    assignee       text,                            -- an address in lower case, or a name; null for the owner
    project_id     uuid,
    parent_task_id uuid,
    connection_id  uuid,                            -- the mailbox of the mail that it is from; callers that do not see it do not see the task
    source         text        NOT NULL CHECK (source IN ('person', 'analysis')),
    found_in       uuid,                            -- the message with which it is removed; null once a person has edited it
    confidence     real,                            -- of the analysis, 0 to 1
    edited         text[]      NOT NULL DEFAULT '{}', -- the fields that a person has set, sorted; the analysis leaves them as they are
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL,            -- grows with each change
    completed_at   timestamptz,
    PRIMARY KEY (user_id, id),
    CONSTRAINT tasks_parent FOREIGN KEY (user_id, parent_task_id) REFERENCES tasks ON DELETE SET NULL (parent_task_id),
    CONSTRAINT tasks_mailbox FOREIGN KEY (user_id, connection_id) REFERENCES connections ON DELETE SET NULL (connection_id),
    CONSTRAINT tasks_message FOREIGN KEY (user_id, found_in) REFERENCES messages ON DELETE CASCADE
);
CREATE INDEX tasks_by_due ON tasks (user_id, due_at) WHERE status IN ('open', 'in_progress');
CREATE INDEX tasks_by_parent ON tasks (user_id, parent_task_id) WHERE parent_task_id IS NOT NULL;
CREATE INDEX tasks_by_project ON tasks (user_id, project_id) WHERE project_id IS NOT NULL;
CREATE INDEX tasks_by_message ON tasks (user_id, found_in) WHERE found_in IS NOT NULL;
CREATE INDEX tasks_by_mailbox ON tasks (user_id, connection_id) WHERE connection_id IS NOT NULL;

-- The sentences of messages on which tasks are based, literally as they are in the text.
CREATE TABLE task_evidence (
    user_id    uuid    NOT NULL REFERENCES users ON DELETE CASCADE,
    task_id    uuid    NOT NULL,
    message_id uuid    NOT NULL,
    kind       text    NOT NULL CHECK (kind IN ('request', 'commitment', 'completion', 'quote')),
    start      integer NOT NULL, -- in UTF-16 units
    quote      text    NOT NULL,
    PRIMARY KEY (user_id, task_id, message_id, kind, start),
    FOREIGN KEY (user_id, task_id) REFERENCES tasks ON DELETE CASCADE,
    FOREIGN KEY (user_id, message_id) REFERENCES messages ON DELETE CASCADE
);
CREATE INDEX task_evidence_by_message ON task_evidence (user_id, message_id);

-- The sentences in which the analysis found tasks. One without a task is of a task that was deleted, so it is not found again.
CREATE TABLE task_findings (
    user_id    uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    message_id uuid NOT NULL,
    span       text NOT NULL, -- hash of the letters and digits of the sentence
    task_id    uuid,
    PRIMARY KEY (user_id, message_id, span),
    FOREIGN KEY (user_id, message_id) REFERENCES messages ON DELETE CASCADE,
    FOREIGN KEY (user_id, task_id) REFERENCES tasks ON DELETE SET NULL (task_id)
);
CREATE INDEX task_findings_by_task ON task_findings (user_id, task_id) WHERE task_id IS NOT NULL;

-- The sentences that report something as done. They are kept, since the message that asks for it can be analyzed later.
CREATE TABLE task_reports (
    user_id    uuid    NOT NULL REFERENCES users ON DELETE CASCADE,
    message_id uuid    NOT NULL,
    start      integer NOT NULL,
    sender     text,             -- an address in lower case; null for the owner
    quote      text    NOT NULL,
    PRIMARY KEY (user_id, message_id, start),
    FOREIGN KEY (user_id, message_id) REFERENCES messages ON DELETE CASCADE
);

-- The links with which calendar programs read the tasks of users.
CREATE TABLE task_feeds (
    user_id      uuid        PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    key_hash     bytea       NOT NULL,
    created_at   timestamptz NOT NULL,
    last_used_at timestamptz
);
