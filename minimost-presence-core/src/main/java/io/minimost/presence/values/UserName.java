package io.minimost.presence.values;

import java.util.Locale;

/**
 * The rule for the names of users: 1 to {@value #MAX_LENGTH} characters, of which one is visible.
 *
 * <ul>
 *   <li>No blank at either end, and no control, line separator, lone surrogate, noncharacter or direction mark.
 *   <li>No invisible character, except where emoji, ideographs, Persian and other scripts need one.
 *   <li>No {@code :}, because it separates the names in a direct channel.
 *   <li>No {@code ; / \ %}, nor {@code .} or {@code ..} as a whole: containers and proxies disagree about what they mean in
 *       a path. A host whose accounts have such names ({@code CORP\alice}) maps them to others.
 * </ul>
 *
 * <p>Names are compared exactly. The rule is wider than MiniMost's own ({@code [A-Za-z0-9_-]{1,32}}), so every MiniMost name
 * is valid.
 *
 * <p>Older versions stored more. What they stored can still be read and removed: those methods check {@link #requireStored}.
 */
public final class UserName {
    /** The longest name, counted in characters (code points). */
    public static final int MAX_LENGTH = 64;

    private static final String WHAT = "user name";

    private UserName() {}

    /**
     * Returns {@code name} if it is a valid name.
     *
     * @throws IllegalArgumentException if it is not; the message contains the name and what is wrong with it
     */
    public static String require(String name) {
        return require(NameRule.ROUTABLE, WHAT, name);
    }

    /**
     * Returns {@code name} if a file may hold it: a valid name, or one that an older version accepted.
     *
     * @throws IllegalArgumentException if it is neither; the message contains the name and what is wrong with it
     */
    public static String requireStored(String name) {
        return require(NameRule.STORED, WHAT, name);
    }

    static String require(NameRule rule, String what, String name) {
        rule.require(what, name, MAX_LENGTH);
        if (name.indexOf(':') >= 0) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%s %s contains ':'", what, TextRules.quote(name)));
        }
        return name;
    }
}
