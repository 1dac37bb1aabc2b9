INSERT INTO read_state (user, channel, last_read_ts) VALUES (:user, :channel, :ts)
ON CONFLICT (user, channel) DO UPDATE SET last_read_ts = max(last_read_ts, excluded.last_read_ts)
