-- The same tables in PostgreSQL.
CREATE SCHEMA IF NOT EXISTS minimost_chat;

CREATE TABLE IF NOT EXISTS users (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text COLLATE "C" NOT NULL UNIQUE,
    since float8 NOT NULL DEFAULT 0);

CREATE UNIQUE INDEX IF NOT EXISTS users_lower_name ON users (lower(name));

CREATE TABLE IF NOT EXISTS messages (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    channel text COLLATE "C" NOT NULL,
    sender text COLLATE "C" NOT NULL,
    content text NOT NULL,
    ts float8 NOT NULL,
    reactions_ts float8,
    changed_ts float8 GENERATED ALWAYS AS (coalesce(reactions_ts, ts)) STORED,
    UNIQUE (channel, ts));

CREATE INDEX IF NOT EXISTS messages_changed ON messages (channel, changed_ts);

CREATE INDEX IF NOT EXISTS messages_last_change ON messages (changed_ts);

CREATE TABLE IF NOT EXISTS direct_channels (
    "user" text COLLATE "C" NOT NULL,
    channel text COLLATE "C" NOT NULL,
    ts float8 NOT NULL,
    PRIMARY KEY ("user", channel));
