-- Mailboxes that their owners share into organizations. A share ends with the mailbox, with its owner's membership and with the
-- organization; what is given to a member ends with that membership, too.

CREATE TABLE connection_shares (
    user_id         uuid        NOT NULL, -- the mailbox's owner
    connection_id   uuid        NOT NULL,
    organization_id uuid        NOT NULL,
    everybody       smallint    CHECK (everybody BETWEEN 1 AND 3), -- what every member may: 1 read, 2 send, 3 manage; null: nothing
    created_at      timestamptz NOT NULL,
    PRIMARY KEY (user_id, connection_id, organization_id),
    FOREIGN KEY (user_id, connection_id) REFERENCES connections ON DELETE CASCADE,
    FOREIGN KEY (user_id, organization_id) REFERENCES memberships ON DELETE CASCADE
);
CREATE INDEX connection_shares_by_organization ON connection_shares (organization_id, connection_id);
CREATE INDEX connection_shares_by_membership ON connection_shares (user_id, organization_id);

CREATE TABLE connection_share_grants (
    user_id         uuid     NOT NULL, -- the mailbox's owner
    connection_id   uuid     NOT NULL,
    organization_id uuid     NOT NULL,
    member_id       uuid     NOT NULL,
    access          smallint NOT NULL CHECK (access BETWEEN 1 AND 3), -- as above
    PRIMARY KEY (user_id, connection_id, organization_id, member_id),
    FOREIGN KEY (user_id, connection_id, organization_id) REFERENCES connection_shares ON DELETE CASCADE,
    FOREIGN KEY (member_id, organization_id) REFERENCES memberships (user_id, organization_id) ON DELETE CASCADE
);
CREATE INDEX connection_share_grants_by_member ON connection_share_grants (member_id, organization_id);
