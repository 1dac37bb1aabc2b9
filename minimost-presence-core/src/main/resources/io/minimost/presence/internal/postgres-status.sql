-- What sources say about users, as in a file.

CREATE TABLE mp_status (
    "user" text COLLATE "C" NOT NULL,
    source text COLLATE "C" NOT NULL,
    state text COLLATE "C",
    text text COLLATE "C",
    emoji text COLLATE "C",
    until_ts float8,
    override text COLLATE "C",
    PRIMARY KEY ("user", source)
);

CREATE INDEX mp_status_until ON mp_status (until_ts, "user") WHERE until_ts IS NOT NULL;

CREATE INDEX presence_override ON presence ("user") WHERE override <> '';
