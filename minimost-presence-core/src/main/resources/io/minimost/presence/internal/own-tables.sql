-- Our own tables. MiniMost does not use them, and a file without any of their rows is valid.

-- The time up to which each reader has read each channel. Never older than what we wrote to read_receipts; MiniMost writes
-- only there.
CREATE TABLE IF NOT EXISTS mp_read_watermarks (
    channel TEXT NOT NULL,
    reader TEXT NOT NULL,
    last_read_ts REAL NOT NULL,
    PRIMARY KEY (channel, reader)
);

-- The time since when a private channel is known to have no members.
CREATE TABLE IF NOT EXISTS mp_empty_channels (
    channel_id INTEGER PRIMARY KEY,
    since_ts REAL NOT NULL
);

-- Why a call ended. A call that MiniMost has ended has no row.
CREATE TABLE IF NOT EXISTS mp_call_ends (
    call_id TEXT PRIMARY KEY,
    reason TEXT NOT NULL
);

-- The log of facts. SQLite numbers them without gaps, in the order of the commits of all processes: only one transaction
-- writes at a time, and a rollback also rolls back its numbers. Only the oldest facts are pruned, never one in between.
CREATE TABLE IF NOT EXISTS mp_facts (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    channel TEXT,
    username TEXT,
    key TEXT,
    ts REAL NOT NULL
);

-- The name of the log: a file that was created again counts from 1, and must not be mistaken for the old file.
CREATE TABLE IF NOT EXISTS mp_fact_log (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    name TEXT NOT NULL
);

INSERT OR IGNORE INTO mp_fact_log (id, name) VALUES (1, lower(hex(randomblob(8))));

-- The sessions of users: their client installations. The empty id is what is heard of a user without an id, which is kept here
-- only while the user has another session. A session lives until until_ts, unless it is heard again. stream is the hub to which
-- the client connected last.
CREATE TABLE IF NOT EXISTS mp_sessions (
    user TEXT NOT NULL,
    session TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    heard_ts REAL NOT NULL,
    active_ts REAL,
    until_ts REAL NOT NULL,
    stream TEXT,
    PRIMARY KEY (user, session)
);

-- For a user with sessions, what we wrote last to presence: a row that differs was written by a MiniMost. For all who ever had a
-- session, when one was active last, and when the last one ended.
CREATE TABLE IF NOT EXISTS mp_presence (
    user TEXT PRIMARY KEY,
    state TEXT,
    last_seen INTEGER,
    override TEXT,
    active_ts REAL,
    ended_ts REAL
);

-- What sources say about users: the user by hand, a calendar, the calls. override is what we wrote to the column of that name of
-- presence with it: if that differs, a MiniMost has changed it since, which replaces the claim by hand.
CREATE TABLE IF NOT EXISTS mp_status (
    user TEXT NOT NULL,
    source TEXT NOT NULL,
    state TEXT,
    text TEXT,
    emoji TEXT,
    until_ts REAL,
    override TEXT,
    PRIMARY KEY (user, source)
);

-- What users show to others, of those who have changed it.
CREATE TABLE IF NOT EXISTS mp_privacy (
    user TEXT PRIMARY KEY,
    invisible INTEGER NOT NULL,
    sends_typing INTEGER NOT NULL,
    receipts TEXT NOT NULL,
    last_seen TEXT NOT NULL
);

-- The time up to which each user has received each channel.
CREATE TABLE IF NOT EXISTS mp_deliveries (
    channel TEXT NOT NULL,
    recipient TEXT NOT NULL,
    delivered_ts REAL NOT NULL,
    PRIMARY KEY (channel, recipient)
);

-- The time up to which a user has read a channel in their own eyes, where that is not what others see: they have read privately, or
-- have marked messages as unread. shown_ts is what others saw at that moment; when they see something later, it counts, too.
CREATE TABLE IF NOT EXISTS mp_read_points (
    reader TEXT NOT NULL,
    channel TEXT NOT NULL,
    read_ts REAL NOT NULL,
    shown_ts REAL,
    PRIMARY KEY (reader, channel)
);

-- The users whose last report may be less than a day old: nobody is missing, and those who are older are removed now and then. So who
-- is online is found without reading all users who are known, and without an index that each report would have to move. Triggers
-- add them, because MiniMost writes to presence, too. A user who was away for less than twelve hours is there already, so nothing is looked up.
CREATE TABLE IF NOT EXISTS mp_recent (
    user TEXT PRIMARY KEY
);

CREATE TRIGGER IF NOT EXISTS mp_recent_insert AFTER INSERT ON presence
WHEN new.user IS NOT NULL AND NOT EXISTS (SELECT 1 FROM mp_recent WHERE user = new.user)
BEGIN INSERT INTO mp_recent (user) VALUES (new.user); END;

CREATE TRIGGER IF NOT EXISTS mp_recent_update AFTER UPDATE OF last_seen ON presence
WHEN new.last_seen > old.last_seen + 43200 AND new.user IS NOT NULL AND NOT EXISTS (SELECT 1 FROM mp_recent WHERE user = new.user)
BEGIN INSERT INTO mp_recent (user) VALUES (new.user); END;

CREATE TRIGGER IF NOT EXISTS mp_recent_delete AFTER DELETE ON presence
BEGIN DELETE FROM mp_recent WHERE user = old.user; END;

INSERT OR IGNORE INTO mp_recent (user) SELECT user FROM presence WHERE user IS NOT NULL;
