-- The sessions of users, as in a file. An older version of the library works with these tables, too, but not with their content.

CREATE TABLE mp_sessions (
    "user" text COLLATE "C" NOT NULL,
    session text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    state text COLLATE "C" NOT NULL,
    heard_ts float8 NOT NULL,
    active_ts float8,
    until_ts float8 NOT NULL,
    stream text COLLATE "C",
    PRIMARY KEY ("user", session)
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);

CREATE INDEX mp_sessions_until ON mp_sessions (until_ts, "user");

CREATE TABLE mp_presence (
    "user" text COLLATE "C" PRIMARY KEY,
    state text COLLATE "C",
    last_seen bigint,
    override text COLLATE "C",
    active_ts float8,
    ended_ts float8
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);

CREATE INDEX mp_presence_merged ON mp_presence (last_seen) WHERE state IS NOT NULL;

-- Whether the row shows what the sessions of the user say. A report without a session then leaves it alone, also one that began
-- before the first session was opened: it sees this column when it has the lock of the row.
ALTER TABLE presence ADD COLUMN merged boolean NOT NULL DEFAULT false;
