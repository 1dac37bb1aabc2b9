package io.minimost.presence.values;

import java.util.Objects;

/**
 * The rule for the display names of private channels: 1 to {@value #MAX_LENGTH} characters without the blanks at both ends,
 * no control character, no line separator, no lone surrogate.
 */
public final class ChannelName {
    /** The longest name, counted in characters (code points), as in MiniMost. */
    public static final int MAX_LENGTH = 80;

    private ChannelName() {}

    /**
     * Returns {@code name} without blanks at its ends.
     *
     * @throws IllegalArgumentException if the result is not valid; the message contains it and what is wrong with it
     */
    public static String require(String name) {
        Objects.requireNonNull(name, "channel name");
        return TextRules.require("channel name", name.strip(), MAX_LENGTH);
    }
}
