package io.minimost.presence.push;

import java.util.Set;
import java.util.function.Function;

/**
 * The value of a topic at one moment.
 *
 * @param commonFrame what most users receive
 * @param usersWithOwnFrame the users who receive another frame
 * @param ownFrame the frame of such a user
 */
record TopicValue(EventFrame commonFrame, Set<String> usersWithOwnFrame, Function<String, EventFrame> ownFrame) {
    static TopicValue sameForAll(EventFrame frame) {
        return new TopicValue(frame, Set.of(), user -> frame);
    }

    EventFrame frameFor(String user) {
        return usersWithOwnFrame.contains(user) ? ownFrame.apply(user) : commonFrame;
    }

    /** The frames of single users follow from the common frame and from which users they are. */
    boolean hasSameContentAs(TopicValue other) {
        return commonFrame.hasSameContentAs(other.commonFrame) && usersWithOwnFrame.equals(other.usersWithOwnFrame);
    }
}
