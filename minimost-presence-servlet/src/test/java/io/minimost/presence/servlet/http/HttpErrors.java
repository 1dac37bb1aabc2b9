package io.minimost.presence.servlet.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.minimost.presence.servlet.HttpReply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What those are answered whom a class without HTTP around it refuses. */
public final class HttpErrors {
    private HttpErrors() {}

    /** The reply with which {@code call} is refused. */
    public static Response reply(ThrowingCallable call) {
        HttpError refusal = catchThrowableOfType(HttpError.class, call);
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal.reply();
    }

    /** Exactly this error, which names no field. */
    public static void assertError(ThrowingCallable call, int status, String words) {
        Response reply = reply(call);
        assertThat(reply.status()).isEqualTo(status);
        JsonNode error = json(reply);
        assertThat(error.path("error").textValue()).isEqualTo(words);
        assertThat(error.has("field")).isFalse();
    }

    /** Exactly this error, for bad input in {@code field}. */
    public static void assertBadInput(ThrowingCallable call, String field, String words) {
        Response reply = reply(call);
        assertThat(reply.status()).isEqualTo(400);
        JsonNode error = json(reply);
        assertThat(error.path("error").textValue()).isEqualTo(words);
        assertThat(error.path("field").textValue()).isEqualTo(field);
    }

    public static String body(Response reply) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try {
            reply.writeBodyTo(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return body.toString(StandardCharsets.UTF_8);
    }

    private static JsonNode json(Response reply) {
        return HttpReply.json(body(reply));
    }
}
