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
record TopicValue(EventFrame toMost, Set<String> some, Function<String, EventFrame> toSome) {
    static TopicValue toAll(EventFrame frame) {
        return new TopicValue(frame, Set.of(), user -> frame);
    }

    EventFrame to(String user) {
        return some.contains(user) ? toSome.apply(user) : toMost;
    }

    /** What some see follows from what most see and from who they are. */
    boolean saysTheSameAs(TopicValue other) {
        return toMost.saysTheSameAs(other.toMost) && some.equals(other.some);
    }
}
