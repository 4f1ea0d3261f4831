-- Run once, by the image's superuser, when the volume is new: the product's role owns its database and is no superuser, and the superuser
-- is let in only from within the container (docker compose exec postgres psql).
\getenv password EMAILAGENT_PASSWORD
CREATE ROLE emailagent LOGIN PASSWORD :'password';
CREATE DATABASE emailagent OWNER emailagent;
ALTER ROLE postgres PASSWORD NULL;
