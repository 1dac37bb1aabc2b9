package io.minimost.presence.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.minimost.presence.values.EpochSeconds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that a client has sent, read strictly: no key twice, no NaN, no nesting deeper than {@value #MAX_DEPTH}, nothing
 * after the object. Each error is an {@link InvalidInputException} that names the field. Immutable.
 */
public final class JsonObject {
    public static final int MAX_DEPTH = 32;

    /** The field of an error in the text as a whole. */
    public static final String BODY = "body";

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private final Map<String, JsonValue> values;

    private JsonObject(Map<String, JsonValue> values) {
        this.values = values;
    }

    public static JsonObject parse(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                String other = parser.currentToken() == null
                        ? "nothing"
                        : JsonValue.read(parser, text).shown();
                requireEnd(parser);
                throw new InvalidInputException(BODY, "body must be a JSON object, not " + other);
            }
            Map<String, JsonValue> values = new HashMap<>();
            for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                parser.nextToken();
                values.put(field, JsonValue.read(parser, text));
            }
            requireEnd(parser);
            return new JsonObject(values);
        } catch (StreamConstraintsException e) {
            throw new InvalidInputException(
                    BODY, "body is nested deeper than " + MAX_DEPTH + ", or has too long a name or number");
        } catch (JsonProcessingException e) {
            throw malformed(e.getLocation());
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be read", e);
        }
    }

    /** The text in {@code field}; empty if it is null or missing. */
    public Optional<String> text(String field) {
        return value(field, token -> token == JsonToken.VALUE_STRING, "be a text")
                .map(JsonValue::text);
    }

    /** The stripped text in {@code field}; empty if it is null or missing. */
    public String trimmed(String field) {
        return text(field).map(Whitespace::strip).orElse("");
    }

    /**
     * The same for a field that must not be empty.
     *
     * @throws IllegalArgumentException if it is
     */
    public String required(String field) {
        String text = trimmed(field);
        if (text.isEmpty()) {
            throw new IllegalArgumentException(field + " required");
        }
        return text;
    }

    /** The stripped texts in the array {@code field}, without blank ones; none if it is null or missing. */
    public List<String> texts(String field) {
        Optional<JsonValue> array = value(field, token -> token == JsonToken.START_ARRAY, "be an array of texts");
        List<String> texts = new ArrayList<>();
        for (JsonValue value : array.map(JsonValue::elements).orElse(List.of())) {
            require(value.isText(), field, "hold texts only", value);
            texts.add(Whitespace.strip(value.text()));
        }
        texts.removeIf(String::isEmpty);
        return texts;
    }

    /** Whether there is a {@code field} that is not null. */
    public boolean has(String field) {
        return value(field).isPresent();
    }

    /** The meaning of the word in {@code field}; empty if that is missing, not a text, or without a meaning. */
    public <T> Optional<T> word(String field, Function<String, Optional<T>> meaning) {
        return value(field).filter(JsonValue::isText).map(JsonValue::text).flatMap(meaning);
    }

    /** The boolean in {@code field}; false if it is null or missing. */
    public boolean flag(String field) {
        return value(field, JsonToken::isBoolean, "be true or false")
                .filter(JsonValue::isTrue)
                .isPresent();
    }

    /** The number in {@code field}; empty if it is null or missing. */
    public Optional<Double> number(String field) {
        return value(field, JsonToken::isNumeric, "be a number").map(JsonValue::number);
    }

    /** The boolean in {@code field}; empty if that is missing. */
    public Optional<Boolean> namedFlag(String field) {
        JsonValue value = values.get(field);
        require(value == null || value.type().isBoolean(), field, "be true or false", value);
        return Optional.ofNullable(value).map(JsonValue::isTrue);
    }

    /**
     * The meaning of the word in {@code field}; empty if that is missing.
     *
     * @param words those that have a meaning, for the error
     */
    public <T> Optional<T> namedWord(String field, String words, Function<String, Optional<T>> meaning) {
        JsonValue value = values.get(field);
        Optional<T> known = word(field, meaning);
        require(value == null || known.isPresent(), field, "be " + words, value);
        return known;
    }

    /** The time in {@code field}, which must be there, in seconds since 1970. */
    public Instant time(String field) {
        JsonValue value = values.get(field);
        if (value == null || !value.type().isNumeric()) {
            throw invalid(field, "be a number of seconds since 1970", value);
        }
        return InputField.read(field, value.text(), text -> EpochSeconds.toInstant(value.number()));
    }

    /** The value of {@code field} character by character as it was sent; empty if it is null or missing. */
    public Optional<String> raw(String field) {
        return value(field).map(JsonValue::sent);
    }

    private Optional<JsonValue> value(String field) {
        return Optional.ofNullable(values.get(field)).filter(value -> value.type() != JsonToken.VALUE_NULL);
    }

    private Optional<JsonValue> value(String field, Predicate<JsonToken> types, String rule) {
        Optional<JsonValue> value = value(field);
        value.ifPresent(found -> require(types.test(found.type()), field, rule, found));
        return value;
    }

    private static void require(boolean valid, String field, String rule, @Nullable JsonValue value) {
        if (!valid) {
            throw invalid(field, rule, value);
        }
    }

    private static InvalidInputException invalid(String field, String rule, @Nullable JsonValue value) {
        String shown = value == null ? "nothing" : value.shown();
        return new InvalidInputException(field, field + " must " + rule + ", not " + shown);
    }

    private static void requireEnd(JsonParser parser) throws IOException {
        if (parser.nextToken() != null) {
            throw malformed(parser.currentTokenLocation());
        }
    }

    /** Without the message of the parser, which speaks of its own classes. */
    private static InvalidInputException malformed(@Nullable JsonLocation place) {
        return new InvalidInputException(
                BODY,
                "body is not valid JSON"
                        + (place == null ? "" : ", see line " + place.getLineNr() + ", column " + place.getColumnNr()));
    }
}
