-- Tables of our own. MiniMost does not know them, and a file without any of their rows means the same to us.

-- Up to which message somebody has read a channel. Never behind what we wrote to read_receipts; MiniMost writes only there.
CREATE TABLE IF NOT EXISTS mp_read_watermarks (
    channel TEXT NOT NULL,
    reader TEXT NOT NULL,
    last_read_ts REAL NOT NULL,
    PRIMARY KEY (channel, reader)
);

-- Since when a private channel is known to have no members.
CREATE TABLE IF NOT EXISTS mp_empty_channels (
    channel_id INTEGER PRIMARY KEY,
    since_ts REAL NOT NULL
);

-- Why a call ended. A call that MiniMost has ended has no row.
CREATE TABLE IF NOT EXISTS mp_call_ends (
    call_id TEXT PRIMARY KEY,
    reason TEXT NOT NULL
);

-- What happened, for whoever was away. SQLite numbers the facts without gaps, in the order of the commits of all writers:
-- there is one writer at a time, and a rollback takes its numbers back. The oldest are pruned; none is removed in between.
CREATE TABLE IF NOT EXISTS mp_facts (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    channel TEXT,
    username TEXT,
    key TEXT,
    ts REAL NOT NULL
);

-- Which log this is: a file that is made anew counts from 1 again, and must not be taken for its predecessor.
CREATE TABLE IF NOT EXISTS mp_fact_log (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    name TEXT NOT NULL
);

INSERT OR IGNORE INTO mp_fact_log (id, name) VALUES (1, lower(hex(randomblob(8))));
