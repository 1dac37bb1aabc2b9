package io.minimost.presence.values;

import java.util.Locale;

/**
 * The rule for the names of users: 1 to {@value #MAX_LENGTH} characters, no {@code :} (it separates the names in a direct
 * channel), no control character, no line separator, no lone surrogate, no blank at either end. Names are compared exactly.
 *
 * <p>The rule is wider than MiniMost's own ({@code [A-Za-z0-9_-]{1,32}}), so every MiniMost name is valid.
 */
public final class UserName {
    /** The longest name, counted in characters (code points). */
    public static final int MAX_LENGTH = 64;

    private UserName() {}

    /**
     * Returns {@code name} if it is a valid name.
     *
     * @throws IllegalArgumentException if it is not; the message contains the name and what is wrong with it
     */
    public static String require(String name) {
        return require("user name", name);
    }

    static String require(String what, String name) {
        TextRules.require(what, name, MAX_LENGTH);
        if (name.indexOf(':') >= 0) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%s %s contains ':'", what, TextRules.quote(name)));
        }
        return name;
    }
}
