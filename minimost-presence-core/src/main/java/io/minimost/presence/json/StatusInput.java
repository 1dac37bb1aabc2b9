package io.minimost.presence.json;

import io.minimost.presence.presence.Statuses;
import io.minimost.presence.values.Availability;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.Status;
import io.minimost.presence.values.StatusSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** The status that a client sends: of the user, by hand. Each error names its field. */
public record StatusInput(Statuses statuses, JsonObject input) {
    /** Ten years; a status that is to last for longer has no end. */
    private static final double MAX_SECONDS = 315_576_000;

    /**
     * The status that the input describes.
     *
     * @throws InvalidInputException if something is missing or malformed
     */
    public Status status() {
        Optional<Availability> availability = field("state", Availability::require);
        Optional<String> text = field("text", Status::requireText);
        Optional<String> emoji = field("emoji", Status::requireEmoji);
        if (availability.isEmpty() && text.isEmpty() && emoji.isEmpty()) {
            throw new InvalidInputException("body", "body must have a state, a text or an emoji");
        }
        return new Status(StatusSource.MANUAL, availability, text, emoji, end());
    }

    /** Blank is none: a form sends its empty fields. */
    private <T> Optional<T> field(String name, Function<String, T> rule) {
        return Optional.of(input.trimmed(name))
                .filter(text -> !text.isEmpty())
                .map(text -> InputField.read(name, text, rule));
    }

    private Optional<Instant> end() {
        Optional<Double> seconds = input.number("for_seconds");
        if (seconds.isPresent() && input.has("until")) {
            throw new InvalidInputException("for_seconds", "for_seconds and until exclude each other");
        }
        return seconds.map(this::endIn).or(() -> input.number("until").map(StatusInput::until));
    }

    private Instant endIn(double seconds) {
        if (!(seconds > 0 && seconds <= MAX_SECONDS)) {
            throw new InvalidInputException("for_seconds", "for_seconds must be more than 0 and at most 315576000");
        }
        return statuses.endIn(Duration.ofNanos(Math.max(1, Math.round(seconds * 1e9))));
    }

    private static Instant until(double seconds) {
        return InputField.read("until", Double.toString(seconds), text -> EpochSeconds.toInstant(seconds));
    }
}
