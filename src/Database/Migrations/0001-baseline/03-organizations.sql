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

-- When the account of an organization's only owner is erased, the member with the longest membership, admins first, owns it from then
-- on; an organization without members is deleted. Every other way of leaving is refused to the last owner before it comes to this.
CREATE FUNCTION organization_keep_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM memberships WHERE organization_id = OLD.organization_id AND role = 'owner') THEN
        RETURN NULL;
    END IF;
    UPDATE memberships SET role = 'owner'
    WHERE organization_id = OLD.organization_id AND user_id = (
        SELECT user_id FROM memberships
        WHERE organization_id = OLD.organization_id
        ORDER BY role = 'admin' DESC, joined_at, user_id
        LIMIT 1);
    IF NOT FOUND THEN
        DELETE FROM organizations WHERE id = OLD.organization_id;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER memberships_keep_owner AFTER DELETE ON memberships FOR EACH ROW EXECUTE FUNCTION organization_keep_owner();

-- Single-use, for the address only. Mailed to it by a row of notices: the mail has a token of its own, created when it is sent, so that
-- its holder provably reads the address; the inviter's token is valid only for an account whose address is verified already.
CREATE TABLE invitations (
    organization_id uuid        NOT NULL REFERENCES organizations ON DELETE CASCADE,
    id              uuid        NOT NULL,
    email_key       text        NOT NULL, -- lower case, as in users
    role            text        NOT NULL CHECK (role IN ('owner', 'admin', 'member')),
    token_hash      bytea       NOT NULL UNIQUE, -- SHA-256
    created_at      timestamptz NOT NULL,
    expires_at      timestamptz NOT NULL,
    mailed          boolean     NOT NULL DEFAULT false, -- whether the address is to be mailed
    mail_token_hash bytea       UNIQUE, -- SHA-256, of the newest mail; null until one is written
    mailed_at       timestamptz,        -- when a mail server accepted the mail; null until then
    PRIMARY KEY (organization_id, id),
    UNIQUE (organization_id, email_key) -- a newer one takes the place of an older one
);
CREATE INDEX invitations_by_email ON invitations (email_key);
