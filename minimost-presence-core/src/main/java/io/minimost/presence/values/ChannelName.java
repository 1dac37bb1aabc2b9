package io.minimost.presence.values;

import java.util.Objects;

/**
 * The rule for the display names of private channels: 1 to {@value #MAX_LENGTH} characters that users can see, as in a
 * {@link UserName}. All visible characters are allowed, because paths have the number of the channel instead.
 */
public final class ChannelName {
    /** The longest name, counted in characters (code points), as in MiniMost. */
    public static final int MAX_LENGTH = 80;

    private ChannelName() {}

    /**
     * Returns {@code name} without blanks of any kind at its ends.
     *
     * @throws IllegalArgumentException if the result is not valid; the message contains it and what is wrong with it
     */
    public static String require(String name) {
        Objects.requireNonNull(name, "channel name");
        return NameRule.VISIBLE.require("channel name", VisibleText.strip(name), MAX_LENGTH);
    }
}
