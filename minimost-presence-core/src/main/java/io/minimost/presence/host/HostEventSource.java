package io.minimost.presence.host;

import io.minimost.presence.push.ConnectionRefusedException;
import io.minimost.presence.push.EventHub;
import io.minimost.presence.values.ChannelId;
import java.util.List;
import java.util.Optional;

/**
 * Supplies the host's own events that a connection begins with. Later events are published on {@link EventHub}.
 *
 * <p>It is called by the thread that connects. If it throws, or returns null or a list with null, {@link EventHub#connect}
 * throws a {@link ConnectionRefusedException}, and the connection does not begin; the filter then answers 503. Implementations must
 * be thread-safe.
 */
@FunctionalInterface
public interface HostEventSource {
    /**
     * The host's events that a connection begins with, in the order in which it sends them: the current values that
     * the host shows, and the events after the cursor. Read them from where they are stored. Publish each event within
     * a minute after it was stored. Then a connection sends each event with a cursor exactly once, even if it is
     * published while the connection begins. Events of the same name, channel and cursor are the same event.
     */
    List<HostEvent> initialEvents(NewConnection connection);

    /**
     * The cursor of the newest of the host's events, if they have cursors. Asked when the hub accepts its first connection, and when
     * events that other nodes published were lost on the way. Without it, a client may have no cursor to resume from after a restart
     * of the host. A cursor that is not valid has the effect of an exception.
     */
    default Optional<String> latest() {
        return Optional.empty();
    }

    /** A host without events of its own. */
    static HostEventSource none() {
        return connection -> List.of();
    }

    /**
     * A connection that begins.
     *
     * @param user the user of the connection
     * @param channels the channels that it is about and that the user may use
     * @param cursor the cursor of the last of the host's events that the client has, or the one that it asks for; a
     *     client may make it up. Empty for a new client
     */
    record NewConnection(String user, List<ChannelId> channels, Optional<String> cursor) {
        /** Copies the list. */
        public NewConnection {
            channels = List.copyOf(channels);
        }
    }
}
