-- The calls of a channel, when the channel is deleted, as in a file.

CREATE INDEX calls_channel ON calls (channel);
