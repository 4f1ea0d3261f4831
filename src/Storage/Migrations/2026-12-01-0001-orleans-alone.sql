-- The product runs on Orleans alone: what the former one-process engine kept goes, and so does the storage of grain states and of
-- stream subscriptions, which no grain uses. Watches and mailboxes register their reminders anew at the start.
DROP SCHEMA IF EXISTS engine CASCADE;

DROP TABLE orleans.grain_state;

DELETE FROM orleans.orleansquery WHERE querytext LIKE '%grain_state%';
