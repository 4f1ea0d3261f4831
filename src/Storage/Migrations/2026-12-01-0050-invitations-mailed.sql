-- Until now, the row of an invitation said whether its address was to be mailed, not whether it was.

ALTER TABLE invitations
    ADD mailed_at timestamptz; -- when a mail server accepted the mail; null until then
