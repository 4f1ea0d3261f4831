-- What has been leased of a provider's call budget: whoever divides it next goes on from here. The one table without a user: the
-- budget is the installation's.

CREATE TABLE quota_leases (
    project   text        NOT NULL, -- whom the provider counts
    slot      timestamptz NOT NULL, -- leases of the same few seconds are one row
    units     bigint      NOT NULL,
    leased_at timestamptz NOT NULL, -- the last of them
    PRIMARY KEY (project, slot)
);
