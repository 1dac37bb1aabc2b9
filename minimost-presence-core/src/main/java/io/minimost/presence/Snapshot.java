package io.minimost.presence;

import io.minimost.presence.events.FactPosition;
import io.minimost.presence.values.PresenceState;
import java.util.List;
import java.util.Map;

/**
 * What somebody sees who connects anew, and the place in the log of facts from which he follows. Immutable.
 *
 * @param token taken before the rest was read, so that no fact falls between; one that came meanwhile may be told once more
 * @param typingUsers who types, by channel, as {@link io.minimost.presence.typing.Typing#typingUsers} answers
 * @param online what others see of everybody who is listed, by name
 */
public record Snapshot(FactPosition token, Map<String, List<String>> typingUsers, Map<String, PresenceState> online) {}
