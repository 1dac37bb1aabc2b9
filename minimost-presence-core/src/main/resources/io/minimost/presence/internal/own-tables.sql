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
