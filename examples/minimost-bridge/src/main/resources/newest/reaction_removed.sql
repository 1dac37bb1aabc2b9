DELETE FROM reactions WHERE emoji = :text AND reactor = :user
AND message_id IN (SELECT id FROM messages WHERE channel = :channel AND ts = :ts)

UPDATE messages SET reactions_ts = :now WHERE channel = :channel AND ts = :ts
