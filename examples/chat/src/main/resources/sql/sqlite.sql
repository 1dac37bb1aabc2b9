-- The chat's own tables in a file. Messages: a change always gets a later time than the change before it in any channel.
CREATE TABLE IF NOT EXISTS users (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    since REAL NOT NULL DEFAULT 0);

CREATE INDEX IF NOT EXISTS users_lower_name ON users (lower(name));

CREATE TABLE IF NOT EXISTS messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    channel TEXT NOT NULL,
    sender TEXT NOT NULL,
    content TEXT NOT NULL,
    ts REAL NOT NULL,
    reactions_ts REAL,
    changed_ts REAL AS (coalesce(reactions_ts, ts)),
    UNIQUE (channel, ts));

CREATE INDEX IF NOT EXISTS messages_changed ON messages (channel, changed_ts);

CREATE INDEX IF NOT EXISTS messages_last_change ON messages (changed_ts);

CREATE TABLE IF NOT EXISTS direct_channels (
    "user" TEXT NOT NULL,
    channel TEXT NOT NULL,
    ts REAL NOT NULL,
    PRIMARY KEY ("user", channel));
