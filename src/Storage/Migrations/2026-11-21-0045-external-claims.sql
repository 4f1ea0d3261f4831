-- What an issuer has said of a user's name it can also take back; what the user has filled in where it says nothing stays.

ALTER TABLE external_logins ADD names text[] NOT NULL DEFAULT '{}'; -- of first_name and last_name, those that the issuer said last
