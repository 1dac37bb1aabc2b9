SELECT reactor AS user, channel, ts, emoji AS text FROM reactions JOIN messages ON id = message_id
