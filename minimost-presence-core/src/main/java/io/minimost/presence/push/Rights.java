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
record Rights(long version, Set<String> channels, FactFilter facts, boolean nothing) {
    static Rights none(String user) {
        return new Rights(0, Set.of(), FactFilter.reader(user, Set.of()), false);
    }

    Rights with(String user, Set<String> usable) {
        return nothing ? this : new Rights(version + 1, Set.copyOf(usable), FactFilter.reader(user, usable), false);
    }

    Rights without(String user, String channel) {
        Set<String> others = new HashSet<>(channels);
        others.remove(channel);
        return new Rights(version + 1, Set.copyOf(others), FactFilter.reader(user, others), nothing);
    }

    Rights withoutAnything(String user) {
        return new Rights(version + 1, Set.of(), FactFilter.reader(user, Set.of()), true);
    }
}
