SELECT sender AS user, channel, ts, '' AS text FROM messages
WHERE channel = :channel AND sender <> :user AND deleted = 0 AND ts > :ts
ORDER BY ts
