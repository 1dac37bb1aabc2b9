package io.minimost.presence;

import io.minimost.presence.events.FactPosition;
import io.minimost.presence.values.PresenceState;
import java.util.List;
import java.util.Map;

/**
 * The live state for a client that connects, and the position in the log of facts to continue from. Immutable.
 *
 * @param position the position, read before the state, so that no fact is missed; a fact committed in between may be sent again
 *     although the state includes it
 * @param typingUsers who is typing, by channel, as {@link io.minimost.presence.typing.Typing#typingUsers} returns it
 * @param online the visible state of all listed users, by name in byte order
 */
public record Snapshot(
        FactPosition position, Map<String, List<String>> typingUsers, Map<String, PresenceState> online) {}
