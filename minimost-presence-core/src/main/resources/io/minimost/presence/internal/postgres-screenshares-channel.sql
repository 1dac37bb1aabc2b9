-- The shares of a channel, when the channel is deleted, as in a file.

CREATE INDEX screenshares_channel ON screenshares (channel);
