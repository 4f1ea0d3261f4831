-- Templates of messages.
CREATE TABLE mail_templates (
    user_id    uuid             NOT NULL REFERENCES users ON DELETE CASCADE,
    id         uuid             NOT NULL,
    name       text             NOT NULL,
    name_key   text COLLATE "C" NOT NULL, -- the name in the form in which names are compared
    subject    text,
    body_text  text,
    body_html  text,
    variables  jsonb            NOT NULL, -- a list of {name, type, required, default?, description?}
    created_at timestamptz      NOT NULL,
    updated_at timestamptz      NOT NULL,
    PRIMARY KEY (user_id, id),
    CONSTRAINT mail_templates_by_name UNIQUE (user_id, name_key)
);
