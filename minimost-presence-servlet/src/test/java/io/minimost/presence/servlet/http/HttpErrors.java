package io.minimost.presence.servlet.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import io.minimost.presence.json.InvalidInputException;
import io.minimost.presence.servlet.ClientResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The error responses of classes that are tested without HTTP. */
public final class HttpErrors {
    private HttpErrors() {}

    /** The response to the {@link HttpError} or the {@link InvalidInputException} that {@code call} throws. */
    public static Response response(ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        if (thrown instanceof InvalidInputException invalid) {
            return Response.badInput(invalid.field(), String.valueOf(invalid.getMessage()));
        }
        assertThat(thrown).as("an error").isInstanceOf(HttpError.class);
        return ((HttpError) Objects.requireNonNull(thrown)).response();
    }

    /** Exactly this error, which names no field. */
    public static void assertError(ThrowingCallable call, int status, String words) {
        Response response = response(call);
        assertThat(response.status()).isEqualTo(status);
        JsonNode error = json(response);
        assertThat(error.path("error").textValue()).isEqualTo(words);
        assertThat(error.has("field")).isFalse();
    }

    /** Exactly this error, for bad input in {@code field}. */
    public static void assertBadInput(ThrowingCallable call, String field, String words) {
        Response response = response(call);
        assertThat(response.status()).isEqualTo(400);
        JsonNode error = json(response);
        assertThat(error.path("error").textValue()).isEqualTo(words);
        assertThat(error.path("field").textValue()).isEqualTo(field);
    }

    /** The error as text: status, the field if one is named, and the message. */
    public static String text(ThrowingCallable call) {
        Response response = response(call);
        JsonNode error = json(response);
        String field = error.path("field").asText();
        return response.status()
                + (field.isEmpty() ? " " : " " + field + ": ")
                + error.path("error").asText();
    }

    public static String body(Response response) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try {
            response.body().writeTo(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return body.toString(StandardCharsets.UTF_8);
    }

    private static JsonNode json(Response response) {
        return ClientResponse.json(body(response));
    }
}
