-- What was delivered, and what users have read in their own eyes, as in a file.

CREATE TABLE mp_deliveries (
    channel text COLLATE "C" NOT NULL,
    recipient text COLLATE "C" NOT NULL,
    delivered_ts float8 NOT NULL,
    PRIMARY KEY (channel, recipient)
) WITH (fillfactor = 70);

CREATE TABLE mp_read_points (
    reader text COLLATE "C" NOT NULL,
    channel text COLLATE "C" NOT NULL,
    read_ts float8 NOT NULL,
    shown_ts float8,
    PRIMARY KEY (reader, channel)
) WITH (fillfactor = 70);
