package io.minimost.presence.values;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The identifier that the host has given a message: 1 to {@value #MAX_LENGTH} of the characters {@code A-Z a-z 0-9 . _ ~ :
 * -}, which pass unchanged through a URL. {@code .} and {@code ..} are refused, because clients and containers take them
 * for folders in a path. The store never stores it: there, a message is its channel and its time, a {@link MessageRef}.
 *
 * <p>Immutable. Identifiers are compared exactly: {@code 7} and {@code 07} are two.
 *
 * @param text the identifier as it is written in a URL
 */
public record MessageId(String text) {
    /** The longest identifier, in characters. */
    public static final int MAX_LENGTH = 128;

    private static final Pattern CHARACTERS = Pattern.compile("[A-Za-z0-9._~:-]*");
    private static final Pattern DOTS = Pattern.compile("\\.{1,2}");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,18}");

    /**
     * An identifier.
     *
     * @throws IllegalArgumentException if {@code text} is not valid; the message contains the text and what is wrong with it
     */
    public MessageId {
        NameRule.STORED.require("message id", text, MAX_LENGTH);
        if (!CHARACTERS.matcher(text).matches()) {
            throw flaw(text, "contains other characters than A-Z a-z 0-9 . _ ~ : -");
        }
        if (DOTS.matcher(text).matches()) {
            throw flaw(text, "means a folder in a path");
        }
    }

    /** The identifier of a message that the host has numbered, from 1. */
    public static MessageId of(long number) {
        if (number < 1) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "message number %d is less than 1", number));
        }
        return new MessageId(Long.toString(number));
    }

    /**
     * The number that this identifier is, for hosts that number their messages: from 1 to 2^63 - 1 in its only spelling.
     * Empty if it is anything else, such as {@code m-1}, {@code 0} or {@code 07}: such a host has no such message.
     */
    public Optional<Long> number() {
        try {
            return NUMBER.matcher(text).matches() ? Optional.of(Long.valueOf(text)) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty(); // 19 digits can be more than a long holds
        }
    }

    @Override
    public String toString() {
        return text;
    }

    private static IllegalArgumentException flaw(String text, String flaw) {
        return new IllegalArgumentException(
                String.format(Locale.ROOT, "message id %s %s", TextRules.quote(text), flaw));
    }
}
