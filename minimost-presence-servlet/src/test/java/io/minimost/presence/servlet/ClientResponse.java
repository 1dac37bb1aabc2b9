package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A response as a client receives it.
 *
 * @param headers by name in lower case
 */
public record ClientResponse(int status, Map<String, String> headers, String body) {
    private static final JsonMapper MAPPER = new JsonMapper();

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    boolean isFromHost() {
        return header("X-Host").isPresent();
    }

    JsonNode json() {
        return json(body);
    }

    public static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    ClientResponse hasStatus(int expected) {
        assertThat(status).as("status of %s", this).isEqualTo(expected);
        return this;
    }

    /** One of our responses without content. */
    ClientResponse isNoContent() {
        assertThat(body).isEmpty();
        assertThat(header("Cache-Control")).contains("no-store");
        assertThat(header("X-Content-Type-Options")).contains("nosniff");
        return hasStatus(204);
    }

    /** One of our JSON responses, equal by value. */
    ClientResponse isJson(String expected) {
        hasStatus(200);
        assertThat(header("Content-Type")).contains("application/json");
        assertThat(header("X-Content-Type-Options")).contains("nosniff");
        assertThat(json()).isEqualTo(json(expected));
        return this;
    }

    /** Exactly this text, as MiniMost sends it on some routes. */
    ClientResponse isText(int expectedStatus, String words) {
        hasStatus(expectedStatus);
        assertThat(body).isEqualTo(words);
        // Containers differ in the blank and in the case of the charset.
        assertThat(header("Content-Type").orElse("").toLowerCase(Locale.ROOT).replace(" ", ""))
                .isEqualTo("text/html;charset=utf-8");
        assertThat(header("Cache-Control")).contains("no-store");
        assertThat(header("X-Content-Type-Options")).contains("nosniff");
        return this;
    }

    /** One of our JSON errors, without internal details. Returns the message. */
    String error(int expectedStatus) {
        hasStatus(expectedStatus);
        assertThat(header("Content-Type")).as("type of %s", this).contains("application/json");
        assertThat(header("Cache-Control")).contains("no-store");
        assertThat(header("X-Content-Type-Options")).contains("nosniff");
        assertThat(body).doesNotContain("Exception", ".java", "\tat ", ".db", "<html");
        assertThat(json().path("error").textValue()).isNotBlank();
        return json().path("error").textValue();
    }

    /** Exactly this error, with MiniMost's message. */
    ClientResponse isError(int expectedStatus, String words) {
        error(expectedStatus);
        assertThat(json()).isEqualTo(MAPPER.createObjectNode().put("error", words));
        return this;
    }

    /** The same, for bad input in {@code field}. */
    String badInput(String field) {
        String error = error(400);
        assertThat(json().path("field").textValue()).isEqualTo(field);
        return error;
    }
}
