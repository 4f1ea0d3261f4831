-- Organizations: people who work together on this instance.

CREATE TABLE organizations (
    id         uuid        PRIMARY KEY,
    name       text        NOT NULL,
    created_at timestamptz NOT NULL
);

CREATE TABLE memberships (
    user_id         uuid        NOT NULL REFERENCES users ON DELETE CASCADE,
    organization_id uuid        NOT NULL REFERENCES organizations ON DELETE CASCADE,
    role            text        NOT NULL CHECK (role IN ('owner', 'admin', 'member')),
    joined_at       timestamptz NOT NULL,
    PRIMARY KEY (user_id, organization_id)
);
CREATE INDEX memberships_by_organization ON memberships (organization_id, joined_at, user_id);

-- Good once, for the address only.
CREATE TABLE invitations (
    organization_id uuid        NOT NULL REFERENCES organizations ON DELETE CASCADE,
    id              uuid        NOT NULL,
    email_key       text        NOT NULL, -- lower case, as in users
    role            text        NOT NULL CHECK (role IN ('owner', 'admin', 'member')),
    token_hash      bytea       NOT NULL UNIQUE, -- SHA-256
    created_at      timestamptz NOT NULL,
    expires_at      timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id),
    UNIQUE (organization_id, email_key) -- a newer one takes the place of an older one
);
