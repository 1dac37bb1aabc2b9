INSERT INTO messages (channel, sender, content, content_type, ts) VALUES (:channel, 'system', :text, 'system', :now)
