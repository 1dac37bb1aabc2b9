package io.minimost.presence.values;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The identifier of a channel. There are three kinds:
 *
 * <ul>
 *   <li>{@link Public}: a plain name, {@code general}
 *   <li>{@link Direct}: {@code dm:} and the names of at least two users in byte order, {@code dm:alice:bob}
 *   <li>{@link Private}: {@code private:} and the row number of the channel, {@code private:7}
 * </ul>
 *
 * <p>Each identifier has exactly one spelling. MiniMost accepts others ({@code private:07}, {@code private:7:x},
 * {@code dm:bob:alice}) and keeps separate state for each of them; this library refuses them. Existing rows with such a
 * spelling stay and are harmless.
 *
 * <p>The names in an identifier follow the rule of {@link UserName}. Older versions accepted more. What they stored can still
 * be read and deleted by its text: those methods check {@link #requireStored}.
 *
 * <p>Immutable; two identifiers are equal if their {@link #text() texts} are.
 */
public sealed interface ChannelId {
    /** The longest identifier, counted in characters (code points). */
    int MAX_LENGTH = 200;

    /** The longest name of a public channel, counted in characters (code points). */
    int MAX_NAME_LENGTH = 64;

    /** The identifier as stored in the database and written in URLs and JSON. */
    String text();

    /**
     * Parses an identifier.
     *
     * @throws IllegalArgumentException if {@code text} is not an identifier in its one spelling; the message contains the
     *     text and what is wrong with it
     */
    static ChannelId parse(String text) {
        NameRule.STORED.require("channel", text, MAX_LENGTH);
        if (text.startsWith(Direct.PREFIX)) {
            return new Direct(Direct.names(text));
        }
        if (text.startsWith(Private.PREFIX)) {
            return Private.parse(text);
        }
        return new Public(text);
    }

    /** The same, for a text of any origin: empty if it is not an identifier. */
    static Optional<ChannelId> tryParse(String text) {
        try {
            return Optional.of(parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns {@code text} if a file may hold it: an identifier, or one with a name that an older version accepted.
     *
     * @throws IllegalArgumentException if it is neither; the message contains the text and what is wrong with it
     */
    static String requireStored(String text) {
        NameRule.STORED.require("channel", text, MAX_LENGTH);
        if (text.startsWith(Direct.PREFIX)) {
            Direct.require(NameRule.STORED, Direct.names(text));
        } else if (text.startsWith(Private.PREFIX)) {
            Private.parse(text);
        } else {
            Public.require(NameRule.STORED, text);
        }
        return text;
    }

    /**
     * The users who take part in this channel: those whom a direct channel names, and the members of a private one. None for
     * a public channel: the host decides who may use it.
     *
     * @param members finds the members of a private channel
     */
    default List<String> participants(Function<Private, List<String>> members) {
        if (this instanceof Direct direct) {
            return direct.users();
        }
        return this instanceof Private own ? members.apply(own) : List.of();
    }

    /**
     * The direct channel of {@code users}, in any order; duplicates count once.
     *
     * @throws IllegalArgumentException if a name is invalid, or fewer than two different ones are given
     */
    static Direct direct(Collection<String> users) {
        return new Direct(users.stream().distinct().sorted(TextRules.BYTE_ORDER).toList());
    }

    /** The direct channel of {@code users}; see {@link #direct(Collection)}. */
    static Direct direct(String... users) {
        return direct(List.of(users));
    }

    /** A channel without a list of members: the host decides who may use it. */
    record Public(String name) implements ChannelId {
        /**
         * A public channel.
         *
         * @throws IllegalArgumentException if {@code name} has more than {@value ChannelId#MAX_NAME_LENGTH} characters, or
         *     breaks the rule of {@link UserName}
         */
        public Public {
            require(NameRule.ROUTABLE, name);
        }

        private static void require(NameRule rule, String name) {
            rule.require("channel", name, MAX_NAME_LENGTH);
            if (name.indexOf(':') >= 0) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "channel %s is neither dm:<name>:<name> nor private:<number>",
                        TextRules.quote(name)));
            }
        }

        @Override
        public String text() {
            return name;
        }

        @Override
        public String toString() {
            return text();
        }
    }

    /** A channel for the named users only. */
    record Direct(List<String> users) implements ChannelId {
        private static final String PREFIX = "dm:";

        /**
         * A direct channel.
         *
         * @param users at least two valid, different names in byte order
         * @throws IllegalArgumentException if they are not
         */
        public Direct {
            users = List.copyOf(users);
            require(NameRule.ROUTABLE, users);
        }

        private static void require(NameRule rule, List<String> users) {
            String text = PREFIX + String.join(":", users);
            String whatNames = "user name in channel " + TextRules.quote(text);
            users.forEach(user -> UserName.require(rule, whatNames, user));
            NameRule.STORED.require("channel", text, MAX_LENGTH);
            if (users.size() < 2 || !isInOrder(users)) {
                throw new IllegalArgumentException(flaw(users, text));
            }
        }

        /** Whether the names are in byte order without duplicates. */
        private static boolean isInOrder(List<String> users) {
            for (int i = 1; i < users.size(); i++) {
                if (TextRules.BYTE_ORDER.compare(users.get(i - 1), users.get(i)) >= 0) {
                    return false;
                }
            }
            return true;
        }

        private static String flaw(List<String> users, String text) {
            List<String> canonical =
                    users.stream().distinct().sorted(TextRules.BYTE_ORDER).toList();
            return canonical.size() < 2
                    ? String.format(Locale.ROOT, "channel %s names fewer than two people", TextRules.quote(text))
                    : String.format(
                            Locale.ROOT,
                            "channel %s must be written %s",
                            TextRules.quote(text),
                            TextRules.quote(PREFIX + String.join(":", canonical)));
        }

        private static List<String> names(String text) {
            return List.of(text.substring(PREFIX.length()).split(":", -1));
        }

        @Override
        public String text() {
            return PREFIX + String.join(":", users);
        }

        @Override
        public String toString() {
            return text();
        }
    }

    /** A channel for its members only. */
    record Private(long id) implements ChannelId {
        private static final String PREFIX = "private:";
        private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");
        private static final long MAX_ID = 999_999_999_999_999_999L;

        /**
         * A private channel.
         *
         * @param id the row number of the channel, positive, at most 18 digits
         * @throws IllegalArgumentException if it is not
         */
        public Private {
            if (id < 1 || id > MAX_ID) {
                throw new IllegalArgumentException(
                        String.format(Locale.ROOT, "private channel number %d is not from 1 to 18 digits", id));
            }
        }

        /** The private channel of that identifier; empty if {@code text} is anything else. */
        public static Optional<Private> find(String text) {
            return tryParse(text).filter(Private.class::isInstance).map(Private.class::cast);
        }

        private static Private parse(String text) {
            String number = text.substring(PREFIX.length());
            if (!NUMBER.matcher(number).matches()) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "channel %s must be written private:<number>, with 1 to 18 digits and no leading zero",
                        TextRules.quote(text)));
            }
            return new Private(Long.parseLong(number));
        }

        @Override
        public String text() {
            return PREFIX + id;
        }

        @Override
        public String toString() {
            return text();
        }
    }
}
