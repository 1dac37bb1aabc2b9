-- At most one ringing or active call in a channel. Left out while a file holds two, which MiniMost may have written.
CREATE UNIQUE INDEX IF NOT EXISTS mp_calls_one_live ON calls (channel) WHERE state IN ('ringing', 'active');
