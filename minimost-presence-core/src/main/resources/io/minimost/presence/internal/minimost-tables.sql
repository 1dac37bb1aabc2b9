-- The tables of MiniMost's presence.db, as its newest version creates them.
-- Schema adds missing columns to an older file.

CREATE TABLE IF NOT EXISTS presence (
    user TEXT PRIMARY KEY,
    last_seen INTEGER NOT NULL,
    state TEXT NOT NULL,
    override TEXT
);

CREATE TABLE IF NOT EXISTS typing (
    user TEXT NOT NULL,
    channel TEXT NOT NULL,
    ts INTEGER NOT NULL,
    PRIMARY KEY (user, channel)
);

CREATE TABLE IF NOT EXISTS read_receipts (
    channel TEXT NOT NULL,
    msg_ts REAL NOT NULL,
    reader TEXT NOT NULL,
    PRIMARY KEY (channel, msg_ts, reader)
);

CREATE TABLE IF NOT EXISTS message_reactions (
    channel TEXT NOT NULL,
    msg_ts REAL NOT NULL,
    emoji TEXT NOT NULL,
    reactor TEXT NOT NULL,
    PRIMARY KEY (channel, msg_ts, emoji, reactor)
);

CREATE TABLE IF NOT EXISTS private_channels (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_ts REAL NOT NULL
);

CREATE TABLE IF NOT EXISTS private_channel_members (
    channel_id INTEGER NOT NULL,
    username TEXT NOT NULL,
    joined_ts REAL NOT NULL,
    history_start_ts REAL,
    PRIMARY KEY (channel_id, username),
    FOREIGN KEY (channel_id) REFERENCES private_channels (id)
);

CREATE TABLE IF NOT EXISTS calls (
    call_id TEXT PRIMARY KEY,
    channel TEXT NOT NULL,
    initiator TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'ringing',
    started_ts REAL NOT NULL,
    answered_ts REAL,
    ended_ts REAL,
    screenshare_user TEXT
);

CREATE TABLE IF NOT EXISTS call_participants (
    call_id TEXT NOT NULL,
    username TEXT NOT NULL,
    role TEXT NOT NULL DEFAULT 'participant',
    state TEXT NOT NULL DEFAULT 'pending',
    joined_ts REAL,
    left_ts REAL,
    sharing INTEGER NOT NULL DEFAULT 0,
    invited_ts REAL,
    last_seen_ts REAL,
    PRIMARY KEY (call_id, username),
    FOREIGN KEY (call_id) REFERENCES calls (call_id)
);

CREATE TABLE IF NOT EXISTS call_signals (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    call_id TEXT NOT NULL,
    from_user TEXT NOT NULL,
    to_user TEXT NOT NULL,
    signal_type TEXT NOT NULL,
    payload TEXT NOT NULL,
    ts REAL NOT NULL
);

CREATE TABLE IF NOT EXISTS call_media (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    call_id TEXT NOT NULL,
    sender TEXT NOT NULL,
    is_init INTEGER NOT NULL DEFAULT 0,
    mime_type TEXT,
    data BLOB NOT NULL,
    ts REAL NOT NULL
);

CREATE INDEX IF NOT EXISTS call_media_idx ON call_media (call_id, sender, is_init, id);

CREATE TABLE IF NOT EXISTS screenshares (
    share_id TEXT PRIMARY KEY,
    channel TEXT NOT NULL,
    sharer TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'active',
    started_ts REAL NOT NULL,
    ended_ts REAL
);

CREATE TABLE IF NOT EXISTS share_media (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    share_id TEXT NOT NULL,
    is_init INTEGER NOT NULL DEFAULT 0,
    mime_type TEXT,
    data BLOB NOT NULL,
    ts REAL NOT NULL
);

CREATE INDEX IF NOT EXISTS share_media_idx ON share_media (share_id, is_init, id);

CREATE TABLE IF NOT EXISTS event_signal (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    gen INTEGER NOT NULL DEFAULT 0
);

INSERT OR IGNORE INTO event_signal (id, gen) VALUES (1, 0);
