-- A webhook, or the account of its owner, is deleted at once however many deliveries it has. These are deleted later, in steps.
ALTER TABLE webhook_deliveries DROP CONSTRAINT webhook_deliveries_user_id_webhook_id_fkey;

CREATE TABLE deleted_webhooks (
    user_id uuid NOT NULL,
    id      uuid NOT NULL,
    PRIMARY KEY (user_id, id)
);
