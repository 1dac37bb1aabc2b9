package io.minimost.presence.servlet.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The JSON object in the body of a request, read strictly: UTF-8 and nothing else, no key twice, no NaN, no nesting deeper
 * than {@value #MAX_DEPTH}, nothing after the object. Every complaint is a {@link HttpError} that names the field.
 */
public final class JsonBody {
    public static final int MAX_DEPTH = 32;

    /** Named as the field when the body as a whole is bad. */
    private static final String BODY = "body";

    private static final int SHOWN_LENGTH = 80;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final String text;
    private final ObjectNode object;

    private JsonBody(String text, ObjectNode object) {
        this.text = text;
        this.object = object;
    }

    public static JsonBody parse(byte[] body) {
        try {
            // Decoded here, because Jackson would also take UTF-16 and UTF-32, and is lenient with UTF-8.
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            JsonNode node = MAPPER.readTree(text);
            if (node instanceof ObjectNode object) {
                return new JsonBody(text, object);
            }
            throw new HttpError(Response.badInput(BODY, "body must be a JSON object, not " + shown(node)));
        } catch (CharacterCodingException e) {
            throw new HttpError(Response.badInput(BODY, "body is not valid UTF-8"));
        } catch (JsonProcessingException e) {
            throw new HttpError(Response.badInput(BODY, "body is not valid JSON: " + cut(e.getOriginalMessage())));
        }
    }

    /** The text in {@code field}; empty if it is null or missing. */
    public Optional<String> text(String field) {
        JsonNode value = object.path(field);
        if (value.isNull() || value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw new HttpError(Response.badInput(field, "%s must be a text, not %s".formatted(field, shown(value))));
        }
        return Optional.of(value.textValue());
    }

    /** The text in {@code field} without blanks at its ends; empty if it is null or missing. */
    public String trimmed(String field) {
        return Whitespace.strip(text(field).orElse(""));
    }

    /** The texts in the array {@code field}, each without blanks at its ends and none blank; none if it is null or missing. */
    public List<String> texts(String field) {
        JsonNode array = object.path(field);
        if (array.isNull() || array.isMissingNode()) {
            return List.of();
        }
        if (!array.isArray()) {
            throw new HttpError(
                    Response.badInput(field, "%s must be an array of texts, not %s".formatted(field, shown(array))));
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode value : array) {
            if (!value.isTextual()) {
                throw new HttpError(
                        Response.badInput(field, "%s must hold texts only, not %s".formatted(field, shown(value))));
            }
            texts.add(Whitespace.strip(value.textValue()));
        }
        texts.removeIf(String::isEmpty);
        return texts;
    }

    /**
     * What the word in {@code field} stands for.
     *
     * @param allowed the words that are allowed, for the complaint
     */
    public <T> T word(String field, Function<String, Optional<T>> meaning, String allowed) {
        return text(field).flatMap(meaning).orElseThrow(() -> {
            JsonNode value = object.path(field);
            String problem = value.isMissingNode() ? "is missing" : shown(value) + " is not allowed";
            return new HttpError(Response.badInput(field, "%s %s; allowed: %s".formatted(field, problem, allowed)));
        });
    }

    /** The truth value in {@code field}; false if it is null or missing. */
    public boolean flag(String field) {
        JsonNode value = object.path(field);
        if (value.isNull() || value.isMissingNode()) {
            return false;
        }
        if (!value.isBoolean()) {
            throw new HttpError(
                    Response.badInput(field, "%s must be true or false, not %s".formatted(field, shown(value))));
        }
        return value.booleanValue();
    }

    /** The value of {@code field} letter by letter as it was sent; empty if it is null or missing. */
    public Optional<String> raw(String field) {
        JsonNode value = object.path(field);
        return value.isNull() || value.isMissingNode() ? Optional.empty() : Optional.of(excerpt(field));
    }

    private String excerpt(String field) {
        try (JsonParser parser = MAPPER.createParser(text)) {
            parser.nextToken();
            while (!field.equals(parser.nextFieldName())) {
                parser.nextToken();
                parser.skipChildren();
            }
            parser.nextToken();
            int start = Math.toIntExact(parser.currentTokenLocation().getCharOffset());
            parser.skipChildren();
            parser.finishToken();
            int end = Math.toIntExact(parser.currentLocation().getCharOffset());
            return text.substring(start, end);
        } catch (IOException e) {
            throw new UncheckedIOException("a text that was JSON no longer is", e);
        }
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() ? "nothing" : cut(value.toString());
    }

    private static String cut(String text) {
        return text.length() <= SHOWN_LENGTH ? text : text.substring(0, SHOWN_LENGTH) + "…";
    }
}
