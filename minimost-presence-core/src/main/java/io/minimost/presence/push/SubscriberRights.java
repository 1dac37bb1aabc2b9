package io.minimost.presence.push;

import io.minimost.presence.events.FactFilter;
import java.util.HashSet;
import java.util.Set;

/**
 * What a subscriber may receive at one moment: one value, so that no change of it can leave half of another.
 *
 * @param version how often it was changed, also if that changed nothing: nothing is granted that was taken away meanwhile
 * @param channels those of the wanted channels that the user may use
 * @param facts the facts of these channels, and those about the user
 * @param nothing whether the user was deleted and receives nothing at all
 */
record SubscriberRights(long version, Set<String> channels, FactFilter facts, boolean nothing) {
    static SubscriberRights none(String user) {
        return new SubscriberRights(0, Set.of(), FactFilter.reader(user, Set.of()), false);
    }

    SubscriberRights with(String user, Set<String> usable) {
        return nothing
                ? this
                : new SubscriberRights(version + 1, Set.copyOf(usable), FactFilter.reader(user, usable), false);
    }

    SubscriberRights without(String user, String channel) {
        Set<String> others = new HashSet<>(channels);
        others.remove(channel);
        return new SubscriberRights(version + 1, Set.copyOf(others), FactFilter.reader(user, others), nothing);
    }

    SubscriberRights withoutAnything(String user) {
        return new SubscriberRights(version + 1, Set.of(), FactFilter.reader(user, Set.of()), true);
    }
}
