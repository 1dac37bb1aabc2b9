package io.minimost.presence.json;

import io.minimost.presence.signaling.SignalType;
import io.minimost.presence.values.UserName;
import java.util.Optional;
import java.util.function.Function;

/**
 * A signal that a client wants to send.
 *
 * @param payload JSON exactly as the client sent it, so that numbers keep their precision
 */
public record SignalInput(String to, SignalType type, String payload) {
    /**
     * The signal that {@code input} describes.
     *
     * @throws IllegalArgumentException if something is missing or malformed
     */
    public static SignalInput of(JsonObject input) {
        String to = input.trimmed("to");
        Optional<SignalType> type = input.text("type").flatMap(SignalType::fromValue);
        Optional<String> payload = input.raw("payload");
        if (to.isEmpty() || type.isEmpty() || payload.isEmpty()) {
            throw new IllegalArgumentException("to, type (offer/answer/ice_candidate), and payload are required");
        }
        return new SignalInput(InputField.read("to", to, UserName::require), type.get(), payload.get());
    }

    /**
     * Passes the payload to {@code sending} and returns its result.
     *
     * @throws InvalidInputException if the store rejects the payload
     */
    public <T> T send(Function<String, T> sending) {
        return InputField.read("payload", payload, sending);
    }
}
