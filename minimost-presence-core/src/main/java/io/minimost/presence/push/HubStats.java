package io.minimost.presence.push;

import io.minimost.presence.stats.LatencyStats;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Figures of an {@link EventHub} at one moment. What is counted is counted since the hub was built. Immutable.
 *
 * @param connections the connections that are open now
 * @param users the users that they are of
 * @param mostConnectionsOfUser how many of them the user with the most has; 0 if there is none
 * @param refused connections that were refused because there were too many, or the hub was shut down; not those for which the host
 *     has failed
 * @param ended connections that have ended, by reason; has every reason
 * @param waiting events that wait on all connections together until their clients can take them
 * @param merged events that were not sent because a newer value of the same was offered while they waited
 * @param dropped values that were left out because a client reads too slowly; it receives the current ones later
 * @param delivery how many events were sent after clients were connected, and how long that took: from the commit or the
 *     publication until the transport could take the next event. Of what happens at the same time, the first commit counts. What a
 *     connection begins with is not counted
 * @param topics the different values that connections look at, such as who types in a channel
 * @param topicReads how often such a value was read from the store: once for all connections that look at it
 */
public record HubStats(
        int connections,
        int users,
        int mostConnectionsOfUser,
        long refused,
        Map<EndReason, Long> ended,
        long waiting,
        long merged,
        long dropped,
        LatencyStats delivery,
        int topics,
        long topicReads) {
    /** Copies the map. */
    public HubStats {
        Map<EndReason, Long> copy = new EnumMap<>(EndReason.class);
        copy.putAll(ended);
        ended = Collections.unmodifiableMap(copy);
    }
}
