package io.minimost.presence.values;

import java.util.Objects;

/**
 * The rule for the display names of private channels: 1 to {@value #MAX_LENGTH} characters after blanks at both ends are
 * cut off, no control character, no lone surrogate.
 */
public final class ChannelName {
    /** The longest name, counted in characters (code points), as in MiniMost. */
    public static final int MAX_LENGTH = 80;

    private ChannelName() {}

    /**
     * Returns {@code name} without blanks at its ends.
     *
     * @throws IllegalArgumentException if the rest is not valid; the message holds the name and what is wrong with it
     */
    public static String require(String name) {
        Objects.requireNonNull(name, "channel name");
        return TextRules.require("channel name", name.strip(), MAX_LENGTH);
    }
}
