UPDATE messages SET read = 1 WHERE channel = :channel AND sender <> :user AND ts <= :ts AND read = 0
