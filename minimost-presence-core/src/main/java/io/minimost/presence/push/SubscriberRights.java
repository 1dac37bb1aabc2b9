package io.minimost.presence.push;

import io.minimost.presence.events.FactFilter;
import java.util.HashSet;
import java.util.Set;

/**
 * What a subscriber may receive at one moment. It is a single value, so that no change can leave half of another.
 *
 * @param version how often the rights were changed, also without effect, so that a revoked channel is never granted
 *     again
 * @param channels the requested channels that the user may use
 * @param facts the facts of these channels, and those about the user
 * @param userDeleted whether the user was deleted and receives nothing at all
 */
record SubscriberRights(long version, Set<String> channels, FactFilter facts, boolean userDeleted) {
    static SubscriberRights none(String user) {
        return new SubscriberRights(0, Set.of(), FactFilter.reader(user, Set.of()), false);
    }

    SubscriberRights withChannels(String user, Set<String> usable) {
        return userDeleted
                ? this
                : new SubscriberRights(version + 1, Set.copyOf(usable), FactFilter.reader(user, usable), false);
    }

    SubscriberRights withoutChannel(String user, String channel) {
        Set<String> others = new HashSet<>(channels);
        others.remove(channel);
        return new SubscriberRights(version + 1, Set.copyOf(others), FactFilter.reader(user, others), userDeleted);
    }

    SubscriberRights withUserDeleted(String user) {
        return new SubscriberRights(version + 1, Set.of(), FactFilter.reader(user, Set.of()), true);
    }
}
