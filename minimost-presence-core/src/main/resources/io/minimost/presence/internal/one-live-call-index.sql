-- At most one ringing or active call in a channel. Not created while a channel has two, which MiniMost may have written.
CREATE UNIQUE INDEX IF NOT EXISTS mp_calls_one_live ON calls (channel) WHERE state IN ('ringing', 'active');
