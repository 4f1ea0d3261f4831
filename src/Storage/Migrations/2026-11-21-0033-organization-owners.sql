-- When the account of an organization's only owner is erased, the member who has been there longest, admins first, owns it from then
-- on; an organization without members is gone. Every other way of leaving is refused to the last owner before it comes to this.

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
