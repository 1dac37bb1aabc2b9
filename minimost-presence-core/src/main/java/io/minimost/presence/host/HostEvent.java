package io.minimost.presence.host;

import io.minimost.presence.json.Json;
import io.minimost.presence.values.ChannelId;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An event of the host's own, such as a new message, that is sent beside the events of the hub. Immutable.
 *
 * <p>An event without a cursor is a current value: a client that reads slowly receives only the newest of its name and
 * channel. An event with a cursor is a fact, and each is sent. A client that was away sends back the cursor of the last
 * one, and {@link HostEventSource} finds what it has missed.
 *
 * @param name the name that clients listen to: a lower-case word such as {@code messages}, at most 64 characters; not
 *     one in {@link #RESERVED}, not {@code open} or {@code error}, which an {@code EventSource} uses itself, and not {@code
 *     connection}, {@code polled} or {@code signedout}, which the client for browsers does
 * @param channel the channel that the event is about, if any
 * @param json one JSON value
 * @param cursor the position of a client that has this event: 1 to 200 characters of visible ASCII
 */
public record HostEvent(String name, Optional<String> channel, String json, Optional<String> cursor) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    /** Events of {@code EventSource}, and those that the client for browsers dispatches about itself. */
    private static final Set<String> OF_BROWSERS = Set.of("open", "error", "connection", "polled", "signedout");

    /** The names of the events that the hub sends by itself. */
    public static final Set<String> RESERVED = Set.of(
            "typing",
            "read_receipts",
            "screenshares",
            "active_call",
            "online_users",
            "statuses",
            "presence",
            "member_presence",
            "private_channels",
            "incoming_calls",
            "reactions",
            "call_state",
            "signals",
            "resync",
            "changed_elsewhere",
            "delivered_watermarks",
            "read_points",
            "fact");

    /** Visible ASCII, so that a cursor passes unchanged through headers. */
    private static final Pattern CURSOR = Pattern.compile("[!-~]{1,200}");

    /**
     * Creates an event.
     *
     * @throws IllegalArgumentException if the name, the channel or the cursor is not valid, or {@code json} is not JSON
     */
    public HostEvent {
        Objects.requireNonNull(json, "json");
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "event name '" + name + "' is not a lower-case letter and up to 63 of a-z 0-9 _");
        }
        if (isTaken(name)) {
            throw new IllegalArgumentException("event name '" + name + "' is reserved, choose another one");
        }
        channel.ifPresent(ChannelId::parse);
        if (!Json.isValid(json)) {
            throw new IllegalArgumentException("the data of event '" + name + "' is not JSON");
        }
        cursor.ifPresent(HostEvent::requireCursor);
    }

    /** An event that is about no channel. */
    public static HostEvent of(String name, String json) {
        return new HostEvent(name, Optional.empty(), json, Optional.empty());
    }

    /** An event about {@code channel}. */
    public static HostEvent in(String channel, String name, String json) {
        return new HostEvent(name, Optional.of(channel), json, Optional.empty());
    }

    /** The same for a channel that was parsed already. */
    public static HostEvent in(ChannelId channel, String name, String json) {
        return in(Objects.requireNonNull(channel, "channel").text(), name, json);
    }

    /**
     * The same event with a cursor.
     *
     * @throws IllegalArgumentException if the cursor is not valid
     */
    public HostEvent withCursor(String text) {
        return new HostEvent(name, channel, json, Optional.of(text));
    }

    /** Whether {@code text} is a valid cursor. */
    public static boolean isCursor(String text) {
        return CURSOR.matcher(text).matches();
    }

    private static void requireCursor(String text) {
        if (!isCursor(text)) {
            throw new IllegalArgumentException("cursor '" + text + "' is not 1 to 200 characters of visible ASCII");
        }
    }

    private static boolean isTaken(String name) {
        return RESERVED.contains(name) || OF_BROWSERS.contains(name);
    }
}
