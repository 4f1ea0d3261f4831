-- Projects of users: threads and tasks that belong together.
CREATE TABLE projects (
    user_id           uuid        NOT NULL REFERENCES users ON DELETE CASCADE,
    id                uuid        NOT NULL,
    name              text        NOT NULL,
    description       text        NOT NULL DEFAULT '', -- the user's notes
    status            text        NOT NULL CHECK (status IN ('active', 'done', 'archived')),
    due_at            timestamptz,
    source            text        NOT NULL CHECK (source IN ('person', 'detection')),
    edited            text[]      NOT NULL DEFAULT '{}', -- the fields that a person has set, sorted
    reported_due_at   timestamptz, -- the due_at of which an event was appended
    reported_stale_at timestamptz, -- the last activity of which an event was appended
    created_at        timestamptz NOT NULL,
    updated_at        timestamptz NOT NULL, -- grows with each change
    PRIMARY KEY (user_id, id)
);

-- The threads of projects. One without a project was taken out, or was of a project that was deleted; detection leaves it alone.
CREATE TABLE project_threads (
    user_id      uuid        NOT NULL REFERENCES users ON DELETE CASCADE,
    thread_id    uuid        NOT NULL,
    project_id   uuid,
    is_manual    boolean     NOT NULL,
    reason_codes text[]      NOT NULL,
    reason_words text[]      NOT NULL,
    added_at     timestamptz NOT NULL,
    PRIMARY KEY (user_id, thread_id),
    FOREIGN KEY (user_id, thread_id) REFERENCES threads ON DELETE CASCADE,
    FOREIGN KEY (user_id, project_id) REFERENCES projects ON DELETE SET NULL (project_id)
);
CREATE INDEX project_threads_by_project ON project_threads (user_id, project_id) WHERE project_id IS NOT NULL;

ALTER TABLE tasks ADD CONSTRAINT tasks_project FOREIGN KEY (user_id, project_id) REFERENCES projects ON DELETE SET NULL (project_id);
