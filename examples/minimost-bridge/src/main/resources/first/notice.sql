INSERT INTO messages (channel, sender, content, content_type, ts, read)
VALUES (:channel, 'system', :text, 'system', :now, 1)
