package io.minimost.presence.host;

import io.minimost.presence.json.Json;
import io.minimost.presence.values.ChannelId;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An event of the host's own that goes over the event streams beside ours: a new message, say. Immutable.
 *
 * <p>One without a cursor is a current value: to a client that reads slowly, only the newest of its name and channel is
 * sent. One with a cursor is a fact, and each is sent; whoever was away brings the cursor of the last one back, and
 * {@link HostEventSource} finds what he has missed.
 *
 * @param name as clients listen to it: a word like {@code messages}, in lower case, and neither one of our
 *     own nor {@code open} or {@code error}, which an {@code EventSource} says of itself
 * @param channel the channel that it is about, if any
 * @param json one JSON value
 * @param cursor how far somebody has come who has this event: 1 to 200 characters of visible ASCII
 */
public record HostEvent(String name, Optional<String> channel, String json, Optional<String> cursor) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");
    private static final Set<String> OF_BROWSERS = Set.of("open", "error");

    /** The events that the hub sends by itself. */
    public static final Set<String> OURS = Set.of(
            "typing",
            "read_receipts",
            "screenshares",
            "active_call",
            "online_users",
            "private_channels",
            "incoming_calls",
            "reactions",
            "call_state",
            "signals",
            "resync",
            "changed_elsewhere",
            "fact");

    /** What a host may choose as a cursor: visible ASCII, so that it passes through headers as it is. */
    private static final Pattern CURSOR = Pattern.compile("[!-~]{1,200}");

    /**
     * An event.
     *
     * @throws IllegalArgumentException if the name is not such a word, the channel or the cursor not valid,
     *     or {@code json} not JSON
     */
    public HostEvent {
        Objects.requireNonNull(json, "json");
        if (!NAME.matcher(name).matches() || isTaken(name)) {
            throw new IllegalArgumentException("event '" + name + "' is no lower-case word of the host's own");
        }
        channel.ifPresent(ChannelId::parse);
        if (!Json.isValid(json)) {
            throw new IllegalArgumentException("the data of event '" + name + "' is not JSON");
        }
        cursor.ifPresent(HostEvent::requireCursor);
    }

    /** An event about no channel. */
    public static HostEvent of(String name, String json) {
        return new HostEvent(name, Optional.empty(), json, Optional.empty());
    }

    /** An event about {@code channel}. */
    public static HostEvent in(String channel, String name, String json) {
        return new HostEvent(name, Optional.of(channel), json, Optional.empty());
    }

    /** The same event with a cursor. */
    public HostEvent withCursor(String text) {
        return new HostEvent(name, channel, json, Optional.of(text));
    }

    /** Whether {@code text} may be a cursor. */
    public static boolean isCursor(String text) {
        return CURSOR.matcher(text).matches();
    }

    private static void requireCursor(String text) {
        if (!isCursor(text)) {
            throw new IllegalArgumentException("cursor '" + text + "' is not 1 to 200 characters of visible ASCII");
        }
    }

    private static boolean isTaken(String name) {
        return OURS.contains(name) || OF_BROWSERS.contains(name);
    }
}
