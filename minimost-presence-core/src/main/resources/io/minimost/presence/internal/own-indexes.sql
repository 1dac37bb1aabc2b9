-- Our own indexes. Both generations of MiniMost keep working with them; no index may change the order of their results.

-- Not (channel, ts): that would reorder MiniMost's results, and double the cost of a keystroke.
CREATE INDEX IF NOT EXISTS mp_typing_channel ON typing (channel);

-- Live calls are asked for several times a second, and calls that are over stay in the table. The rule of one live call has
-- an index of its own, but not in every file.
CREATE INDEX IF NOT EXISTS mp_calls_live ON calls (channel) WHERE state IN ('ringing', 'active');

-- The oldest of those that are over, for retention; nothing that MiniMost asks for is found by these.
CREATE INDEX IF NOT EXISTS mp_calls_ended ON calls (coalesce(ended_ts, started_ts)) WHERE state IN ('ended', 'rejected');

CREATE INDEX IF NOT EXISTS mp_screenshares_ended ON screenshares (coalesce(ended_ts, started_ts)) WHERE state = 'ended';

CREATE INDEX IF NOT EXISTS mp_call_participants_user ON call_participants (username, state);

CREATE INDEX IF NOT EXISTS mp_call_signals_recipient ON call_signals (call_id, to_user, id);

-- Clients read their channels every second; without this index, the query scans all channels of the file.
CREATE INDEX IF NOT EXISTS mp_private_channel_members_user ON private_channel_members (username, channel_id);

-- Clients read the shares of a channel often, and shares that are over stay in the table.
CREATE INDEX IF NOT EXISTS mp_screenshares_active ON screenshares (channel) WHERE state = 'active';

-- The size of a recording, and its oldest chunk. Without these indexes, each new chunk reads a page of every other chunk,
-- and SQLite finds a column behind a large value only by reading all pages of that value.
CREATE INDEX IF NOT EXISTS mp_call_media_size ON call_media (call_id, id, ts, length(data)) WHERE is_init = 0;

CREATE INDEX IF NOT EXISTS mp_share_media_size ON share_media (share_id, id, ts, length(data)) WHERE is_init = 0;

-- Each sweep asks which leases have ended, and who was written to presence longest ago.
CREATE INDEX IF NOT EXISTS mp_sessions_until ON mp_sessions (until_ts, user);

CREATE INDEX IF NOT EXISTS mp_presence_merged ON mp_presence (last_seen) WHERE state IS NOT NULL;

-- Each sweep asks which statuses have ended.
CREATE INDEX IF NOT EXISTS mp_status_until ON mp_status (until_ts, user) WHERE until_ts IS NOT NULL;

-- The few users with an override, whose statuses are read with all others.
CREATE INDEX IF NOT EXISTS mp_presence_override ON presence (user) WHERE override <> '';

-- All that belongs to a channel, when the channel is deleted. MiniMost's results stay in their order: the rows of one channel come
-- by rowid here, as in the indexes of live calls and active shares, and no query of MiniMost finds all it needs in these.
CREATE INDEX IF NOT EXISTS mp_calls_channel ON calls (channel);

CREATE INDEX IF NOT EXISTS mp_screenshares_channel ON screenshares (channel);

CREATE INDEX IF NOT EXISTS mp_read_points_channel ON mp_read_points (channel);
