package io.minimost.presence.values;

/**
 * The rule for the names of reactions: 1 to {@value #MAX_LENGTH} characters that users can see, as in a {@link UserName}. All
 * visible characters are allowed. MiniMost's names are words like {@code thumbs_up}; an emoji itself is valid too.
 */
public final class ReactionName {
    /** The longest name, counted in characters (code points). */
    public static final int MAX_LENGTH = 64;

    private ReactionName() {}

    /**
     * Returns {@code name} if it is a valid name.
     *
     * @throws IllegalArgumentException if it is not; the message contains the name and what is wrong with it
     */
    public static String require(String name) {
        return NameRule.VISIBLE.require("reaction", name, MAX_LENGTH);
    }

    /**
     * Returns {@code name} if a file may hold it: a valid name, or one that an older version accepted.
     *
     * @throws IllegalArgumentException if it is neither; the message contains the name and what is wrong with it
     */
    public static String requireStored(String name) {
        return NameRule.STORED.require("reaction", name, MAX_LENGTH);
    }
}
