package io.minimost.presence.servlet.http;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What is refused, and with which words. */
public final class HttpErrorText {
    private HttpErrorText() {}

    /** The reply with which {@code call} is refused; fails if it is not. */
    static Response of(ThrowingCallable call) {
        HttpError refusal = catchThrowableOfType(HttpError.class, call);
        return Objects.requireNonNull(refusal, "it was not refused").reply();
    }

    /** What the client is told then: status, the field if one is named, and the words. */
    public static String words(ThrowingCallable call) {
        Response reply = of(call);
        try {
            var json = JsonMapper.builder().build().readTree(body(reply));
            String field = json.path("field").asText();
            return reply.status()
                    + (field.isEmpty() ? " " : " " + field + ": ")
                    + json.path("error").asText();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static String body(Response reply) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try {
            reply.writeBodyTo(body);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return body.toString(StandardCharsets.UTF_8);
    }
}
