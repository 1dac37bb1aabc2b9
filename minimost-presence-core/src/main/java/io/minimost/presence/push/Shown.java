package io.minimost.presence.push;

import java.util.Set;
import java.util.function.Function;

/**
 * What a topic shows at one moment.
 *
 * @param toMost what everybody sees
 * @param some those who see something else
 * @param toSome what it is
 */
record Shown(Frame toMost, Set<String> some, Function<String, Frame> toSome) {
    static Shown toAll(Frame frame) {
        return new Shown(frame, Set.of(), user -> frame);
    }

    Frame to(String user) {
        return some.contains(user) ? toSome.apply(user) : toMost;
    }

    /** What some see follows from what most see and from who they are. */
    boolean saysTheSameAs(Shown other) {
        return toMost.saysTheSameAs(other.toMost) && some.equals(other.some);
    }
}
