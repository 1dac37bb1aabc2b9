package io.minimost.presence.servlet;

import io.minimost.presence.events.FactFilter;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a subscriber may receive at one moment: one value, so that no change of it can leave half of another. Each change makes
 * a new one, also if it looks the same, so that nothing is granted that was taken away meanwhile.
 *
 * @param channels those of the wanted channels that the user may use
 * @param facts the facts of these channels, and those about the user
 * @param nothing whether the user was deleted and receives nothing at all
 */
record Rights(Set<String> channels, FactFilter facts, boolean nothing) {
    static Rights of(String user, Set<String> channels) {
        return new Rights(Set.copyOf(channels), FactFilter.reader(user, channels), false);
    }

    Rights change(String user, Consumer<Set<String>> change) {
        Set<String> changed = new HashSet<>(channels);
        change.accept(changed);
        return nothing ? none(user) : of(user, changed);
    }

    static Rights none(String user) {
        return new Rights(Set.of(), FactFilter.reader(user, Set.of()), true);
    }
}
