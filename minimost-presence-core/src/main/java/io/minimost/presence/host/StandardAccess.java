package io.minimost.presence.host;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.values.ChannelId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * See {@link ChannelAccess#standard}.
 *
 * @param open the public channels that every user may use
 */
record StandardAccess(PresenceStore store, Set<ChannelId> open) implements ChannelAccess {
    @Override
    public boolean mayUse(String user, ChannelId channel) {
        return open.contains(channel) || store.channels().takesPart(channel, user);
    }

    @Override
    public Map<String, Set<ChannelId>> usable(Map<String, Set<ChannelId>> channelsByUser) {
        Map<String, Set<ChannelId>> usable = new HashMap<>();
        store.channels().memberships().takingPart(channelsByUser).forEach((user, own) -> {
            Set<ChannelId> all = new HashSet<>(channelsByUser.getOrDefault(user, Set.of()));
            all.removeIf(channel -> !open.contains(channel) && !own.contains(channel));
            usable.put(user, all);
        });
        return usable;
    }
}
