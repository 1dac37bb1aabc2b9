SELECT user, channel, last_read_ts AS ts, '' AS text FROM read_state
