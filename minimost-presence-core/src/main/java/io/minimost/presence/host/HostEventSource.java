package io.minimost.presence.host;

import io.minimost.presence.push.EventHub;
import io.minimost.presence.values.ChannelId;
import java.util.List;
import java.util.Optional;

/**
 * The host's part in the beginning of an event stream. What happens later, it hands to {@link EventHub}.
 *
 * <p>It is asked by the thread that serves the request. What it throws is answered with 500, and the stream does not begin.
 */
@FunctionalInterface
public interface HostEventSource {
    /**
     * What a stream begins with, in its order: the current values that the host shows, and what was missed since the cursor.
     * Ask where the events are stored, and publish an event after it was stored, within a minute: then a connection sends each
     * event with a cursor exactly once, also one that is published while the connection begins. Events of one name and channel
     * with the same cursor are the same event.
     */
    List<HostEvent> initialEvents(NewConnection connection);

    /**
     * The cursor of the newest of the host's events there is, if they have cursors; asked once, before the first stream
     * begins. Without it, a client that comes back after a restart may bring no cursor. It has to be one that a
     * {@link HostEvent} may have; another is as if the host had thrown something.
     */
    default Optional<String> latest() {
        return Optional.empty();
    }

    /** A host without events of its own. */
    static HostEventSource none() {
        return connection -> List.of();
    }

    /**
     * A stream that begins.
     *
     * @param user whose it is
     * @param channels those that it is about and that he may use
     * @param cursor of the last of the host's events that he has, or what he gave as {@code after}, which he may have made
     *     up; empty for a newcomer
     */
    record NewConnection(String user, List<ChannelId> channels, Optional<String> cursor) {
        /** Copies the list. */
        public NewConnection {
            channels = List.copyOf(channels);
        }
    }
}
