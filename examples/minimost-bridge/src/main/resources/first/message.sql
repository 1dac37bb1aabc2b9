SELECT sender AS user, channel, ts, '' AS text FROM messages WHERE id = :id AND deleted = 0
