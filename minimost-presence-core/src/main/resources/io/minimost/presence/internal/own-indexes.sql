-- Indexes of our own. Both generations of MiniMost go on working beside them; none may change the order of their answers.

-- Not (channel, ts): that would reorder what MiniMost shows, and double the price of a keystroke.
CREATE INDEX IF NOT EXISTS mp_typing_channel ON typing (channel);

CREATE INDEX IF NOT EXISTS mp_call_participants_user ON call_participants (username, state);

CREATE INDEX IF NOT EXISTS mp_call_signals_recipient ON call_signals (call_id, to_user, id);

-- "My channels" is asked for every second; without it, every channel of the file is looked at.
CREATE INDEX IF NOT EXISTS mp_private_channel_members_user ON private_channel_members (username, channel_id);

-- "Who shares here?" is asked for again and again, and shares that are over stay in the table.
CREATE INDEX IF NOT EXISTS mp_screenshares_active ON screenshares (channel) WHERE state = 'active';

-- How much there is, and what is the oldest of it. Without these, each piece of a recording that is added asks for a page
-- of every other piece, and a time that stands behind a large value is found only by way of all of its pages.
CREATE INDEX IF NOT EXISTS mp_call_media_size ON call_media (call_id, id, ts, length(data)) WHERE is_init = 0;

CREATE INDEX IF NOT EXISTS mp_share_media_size ON share_media (share_id, id, ts, length(data)) WHERE is_init = 0;
