UPDATE messages SET reactions_ts = :now WHERE channel = :channel AND ts = :ts
