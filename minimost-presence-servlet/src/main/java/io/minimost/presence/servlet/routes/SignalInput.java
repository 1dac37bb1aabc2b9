package io.minimost.presence.servlet.routes;

import io.minimost.presence.servlet.http.HttpError;
import io.minimost.presence.servlet.http.InputField;
import io.minimost.presence.servlet.http.JsonBody;
import io.minimost.presence.servlet.http.Response;
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
    private static final Response INCOMPLETE =
            Response.error(400, "to, type (offer/answer/ice_candidate), and payload are required");

    /** A later try may succeed: a full mailbox drops signals that are older than a minute. */
    static Response mailboxFull() {
        return Response.error(429, "too many signals wait for the recipient, try again in 1 s")
                .with("Retry-After", "1");
    }

    /** @throws HttpError (400) if something is missing or malformed */
    static SignalInput of(JsonBody input) {
        String to = input.trimmed("to");
        Optional<SignalType> type = input.text("type").flatMap(SignalType::fromValue);
        Optional<String> payload = input.raw("payload");
        if (to.isEmpty() || type.isEmpty() || payload.isEmpty()) {
            throw new HttpError(INCOMPLETE);
        }
        return new SignalInput(InputField.read("to", to, UserName::require), type.get(), payload.get());
    }

    /**
     * Passes the payload to {@code sending} and returns its result.
     *
     * @throws HttpError (400) if the store rejects the payload
     */
    <T> T send(Function<String, T> sending) {
        return InputField.read("payload", payload, sending);
    }
}
