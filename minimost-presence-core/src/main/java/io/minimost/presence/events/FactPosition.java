package io.minimost.presence.events;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A position in the log of facts: after the fact with the number {@code sequence}. A client can store its {@link #text()} and
 * send it when it reconnects. Immutable.
 *
 * <p>It contains the name of the log. A file that was deleted and created again has a new log, so an old position is
 * recognised there and not taken for a position among unrelated facts.
 *
 * @param log the name of the log, 16 hexadecimal digits in lower case
 * @param sequence the number of the last fact that the client has received, 0 if none
 */
public record FactPosition(String log, long sequence) {
    private static final Pattern TEXT = Pattern.compile("([0-9a-f]{16})-(0|[1-9][0-9]{0,17})");

    /**
     * A position.
     *
     * @throws IllegalArgumentException if {@link #parse} could not read its text
     */
    public FactPosition {
        Objects.requireNonNull(log, "log");
        if (!TEXT.matcher(log + "-" + sequence).matches()) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "'%s-%d' is no place in a log of facts", log, sequence));
        }
    }

    /**
     * The position with this {@link #text()}; empty if there is none. Clients are not trusted: a client that sends invalid
     * text is served like a client that sends none.
     */
    public static Optional<FactPosition> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new FactPosition(matcher.group(1), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    /** The position as text: {@code 0123456789abcdef-42}, at most 35 characters that need no escape anywhere. */
    public String text() {
        return log + "-" + sequence;
    }
}
