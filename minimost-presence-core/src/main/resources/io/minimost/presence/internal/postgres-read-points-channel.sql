-- The read points of a channel, when the channel is deleted, as in a file.

CREATE INDEX mp_read_points_channel ON mp_read_points (channel);
