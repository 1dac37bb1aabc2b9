INSERT OR IGNORE INTO reactions (message_id, emoji, reactor)
SELECT id, :text, :user FROM messages WHERE channel = :channel AND ts = :ts

UPDATE messages SET reactions_ts = :now WHERE channel = :channel AND ts = :ts
