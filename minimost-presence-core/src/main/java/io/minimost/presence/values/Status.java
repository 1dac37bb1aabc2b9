package io.minimost.presence.values;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What one source says about a user: "In a meeting until 11:00". A user may have one from each source; others see the one that
 * counts most. Immutable.
 *
 * <pre>{@code
 * Status.by(StatusSource.MANUAL).withText("At lunch").withEmoji("🍜").withEnd(inHalfAnHour)
 * }</pre>
 *
 * @param source who says it
 * @param availability whether the user can be reached; empty if the clients of the user say that
 * @param text a few words; empty if there are none
 * @param emoji an emoji, or the name of one that the host knows; empty if there is none
 * @param until when it ends; empty if it stays until it is cleared
 */
public record Status(
        StatusSource source,
        Optional<Availability> availability,
        Optional<String> text,
        Optional<String> emoji,
        Optional<Instant> until) {
    /** The longest text, counted in characters (code points). */
    public static final int MAX_TEXT_LENGTH = 100;

    /** The longest emoji, counted in characters (code points): some are a dozen, and names are words. */
    public static final int MAX_EMOJI_LENGTH = 32;

    /** Checks for null. */
    public Status {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(availability, "availability");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(emoji, "emoji");
        Objects.requireNonNull(until, "until");
    }

    /** An empty status, to be completed with the methods below. */
    public static Status by(StatusSource source) {
        return new Status(source, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same with another {@link #availability}. */
    public Status with(Availability other) {
        return new Status(source, Optional.of(other), text, emoji, until);
    }

    /** The same with another {@link #text}. */
    public Status withText(String other) {
        return new Status(source, availability, Optional.of(other), emoji, until);
    }

    /** The same with another {@link #emoji}. */
    public Status withEmoji(String other) {
        return new Status(source, availability, text, Optional.of(other), until);
    }

    /** The same with another end. */
    public Status withEnd(Instant other) {
        return new Status(source, availability, text, emoji, Optional.of(other));
    }

    /** Whether it has ended at {@code now}. */
    public boolean isOver(Instant now) {
        return until.filter(end -> !end.isAfter(now)).isPresent();
    }

    /**
     * Returns {@code text} if it is a valid {@link #text}: what users can see, at most {@value #MAX_TEXT_LENGTH} characters.
     *
     * @throws IllegalArgumentException if it is not; the message contains the text and what is wrong with it
     */
    public static String requireText(String text) {
        return NameRule.VISIBLE.require("text", text, MAX_TEXT_LENGTH);
    }

    /**
     * Returns {@code emoji} if it is a valid {@link #emoji}: what users can see, without a blank, at most
     * {@value #MAX_EMOJI_LENGTH} characters.
     *
     * @throws IllegalArgumentException if it is not; the message contains the emoji and what is wrong with it
     */
    public static String requireEmoji(String emoji) {
        String valid = NameRule.VISIBLE.require("emoji", emoji, MAX_EMOJI_LENGTH);
        if (valid.codePoints().anyMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c))) {
            throw new IllegalArgumentException("emoji " + TextRules.quote(valid) + " contains a blank");
        }
        return valid;
    }
}
