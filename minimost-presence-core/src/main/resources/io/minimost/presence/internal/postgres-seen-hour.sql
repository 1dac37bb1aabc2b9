-- The hour in which a user was seen last. It changes rarely, so a report moves no entry of an index, other than with an index on
-- last_seen.

ALTER TABLE presence ADD COLUMN IF NOT EXISTS seen_hour bigint GENERATED ALWAYS AS (last_seen / 3600) STORED;

CREATE INDEX presence_seen_hour ON presence (seen_hour);
