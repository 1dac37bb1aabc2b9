package io.minimost.presence.events;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the log of facts: behind the fact with the number {@code sequence}. Its {@link #text()} is made to be handed
 * to a client, who brings it back when he connects again.
 *
 * <p>It names the log, too. A file that was deleted and made anew begins another log, so an old token is recognised there
 * and does not pass for a place among facts that have nothing to do with it.
 *
 * @param log the log, 16 hexadecimal digits in lower case
 * @param sequence the number of the last fact that its holder knows, 0 if none
 */
public record FactPosition(String log, long sequence) {
    private static final Pattern TEXT = Pattern.compile("([0-9a-f]{16})-(0|[1-9][0-9]{0,17})");

    /**
     * A token.
     *
     * @throws IllegalArgumentException if it would have no text that {@link #parse} reads
     */
    public FactPosition {
        Objects.requireNonNull(log, "log");
        if (!TEXT.matcher(log + "-" + sequence).matches()) {
            throw new IllegalArgumentException("'%s-%d' is no place in a log of facts".formatted(log, sequence));
        }
    }

    /**
     * The token that {@code text} is; empty if it is none. What a client brings back is not to be trusted, and he who brings
     * something else is served like he who brings nothing.
     */
    public static Optional<FactPosition> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new FactPosition(matcher.group(1), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    /** The token as text: {@code 0123456789abcdef-42}, at most 35 characters that need no escape anywhere. */
    public String text() {
        return log + "-" + sequence;
    }
}
