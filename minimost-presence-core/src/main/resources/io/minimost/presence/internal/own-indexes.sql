-- Indexes of our own. Both generations of MiniMost go on working beside them; none may change the order of their answers.

-- Not (channel, ts): that would reorder what MiniMost shows, and double the price of a keystroke.
CREATE INDEX IF NOT EXISTS mp_typing_channel ON typing (channel);

CREATE INDEX IF NOT EXISTS mp_call_participants_user ON call_participants (username, state);

CREATE INDEX IF NOT EXISTS mp_call_signals_recipient ON call_signals (call_id, to_user, id);

-- "My channels" is asked for every second; without it, every channel of the file is looked at.
CREATE INDEX IF NOT EXISTS mp_private_channel_members_user ON private_channel_members (username, channel_id);
