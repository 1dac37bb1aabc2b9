package io.minimost.presence.servlet.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.minimost.presence.values.EpochSeconds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The JSON object in the body of a request, read strictly: UTF-8 and nothing else, no key twice, no NaN, no nesting deeper
 * than {@value #MAX_DEPTH}, nothing after the object. Each error is an {@link HttpError} (400) that names the field.
 */
public final class JsonBody {
    public static final int MAX_DEPTH = 32;

    /** The field of an error in the body as a whole. */
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

    private static final Pattern TYPE = Pattern.compile("application/json|[a-z0-9._-]+/[a-z0-9._-]+\\+json");
    private static final Set<String> CHARSETS = Set.of("charset=utf-8", "charset=\"utf-8\"");

    private final String text;
    private final ObjectNode object;

    private JsonBody(String text, ObjectNode object) {
        this.text = text;
        this.object = object;
    }

    /** Whether a body of this type is JSON in UTF-8. */
    static boolean isOf(String contentType) {
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
        return TYPE.matcher(parts[0].strip()).matches()
                && Arrays.stream(parts)
                        .skip(1)
                        .map(String::strip)
                        .filter(parameter -> parameter.startsWith("charset"))
                        .allMatch(CHARSETS::contains);
    }

    public static JsonBody parse(byte[] body) {
        try {
            // Jackson would also accept UTF-16, UTF-32 and malformed UTF-8.
            String text = Utf8.decode(body);
            JsonNode node = MAPPER.readTree(text);
            if (node instanceof ObjectNode object) {
                return new JsonBody(text, object);
            }
            throw HttpError.badInput(BODY, "body must be a JSON object, not " + shown(node));
        } catch (CharacterCodingException e) {
            throw HttpError.badInput(BODY, "body is not valid UTF-8");
        } catch (StreamConstraintsException e) {
            throw HttpError.badInput(
                    BODY, "body is nested deeper than " + MAX_DEPTH + ", or has too long a name or number");
        } catch (JsonProcessingException e) {
            throw HttpError.badInput(BODY, "body is not valid JSON" + place(e));
        }
    }

    /** The text in {@code field}; empty if it is null or missing. */
    public Optional<String> text(String field) {
        Optional<JsonNode> value = value(field);
        value.ifPresent(node -> require(node.isTextual(), field, "be a text", node));
        return value.map(JsonNode::textValue);
    }

    /** The stripped text in {@code field}; empty if it is null or missing. */
    public String trimmed(String field) {
        return text(field).map(Whitespace::strip).orElse("");
    }

    /** The stripped texts in the array {@code field}, without blank ones; none if it is null or missing. */
    public List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        value(field).ifPresent(array -> {
            require(array.isArray(), field, "be an array of texts", array);
            for (JsonNode value : array) {
                require(value.isTextual(), field, "hold texts only", value);
                texts.add(Whitespace.strip(value.textValue()));
            }
        });
        texts.removeIf(String::isEmpty);
        return texts;
    }

    /** Whether there is a {@code field} that is not null. */
    public boolean has(String field) {
        return value(field).isPresent();
    }

    /** The meaning of the word in {@code field}; empty if that is missing, not a text, or without a meaning. */
    public <T> Optional<T> word(String field, Function<String, Optional<T>> meaning) {
        return value(field).filter(JsonNode::isTextual).map(JsonNode::textValue).flatMap(meaning);
    }

    /** The boolean in {@code field}; false if it is null or missing. */
    public boolean flag(String field) {
        Optional<JsonNode> value = value(field);
        value.ifPresent(node -> require(node.isBoolean(), field, "be true or false", node));
        return value.isPresent() && value.get().booleanValue();
    }

    /** The number in {@code field}; empty if it is null or missing. */
    public Optional<Double> number(String field) {
        Optional<JsonNode> value = value(field);
        value.ifPresent(node -> require(node.isNumber(), field, "be a number", node));
        return value.map(JsonNode::doubleValue);
    }

    /** The boolean in {@code field}; empty if that is missing. */
    public Optional<Boolean> namedFlag(String field) {
        Optional<JsonNode> value = Optional.ofNullable(object.get(field));
        value.ifPresent(node -> require(node.isBoolean(), field, "be true or false", node));
        return value.map(JsonNode::booleanValue);
    }

    /**
     * The meaning of the word in {@code field}; empty if that is missing.
     *
     * @param words those that have a meaning, for the error
     */
    public <T> Optional<T> namedWord(String field, String words, Function<String, Optional<T>> meaning) {
        Optional<JsonNode> value = Optional.ofNullable(object.get(field));
        Optional<T> known = word(field, meaning);
        value.ifPresent(node -> require(known.isPresent(), field, "be " + words, node));
        return known;
    }

    /** The time in {@code field}, which must be there, in seconds since 1970. */
    public Instant time(String field) {
        JsonNode value = object.path(field);
        require(value.isNumber(), field, "be a number of seconds since 1970", value);
        return InputField.read(field, value.asText(), text -> EpochSeconds.toInstant(value.doubleValue()));
    }

    /** The value of {@code field} character by character as it was sent; empty if it is null or missing. */
    public Optional<String> raw(String field) {
        return value(field).map(value -> excerpt(field));
    }

    private Optional<JsonNode> value(String field) {
        return Optional.ofNullable(object.get(field)).filter(value -> !value.isNull());
    }

    private static void require(boolean valid, String field, String rule, JsonNode value) {
        if (!valid) {
            throw HttpError.badInput(field, field + " must " + rule + ", not " + shown(value));
        }
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

    /** Not the message of the parser, which speaks of its own classes. */
    private static String place(JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        return location == null ? "" : ", see line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static String shown(JsonNode value) {
        String text = value.isMissingNode() ? "nothing" : value.toString();
        return text.length() <= SHOWN_LENGTH ? text : text.substring(0, SHOWN_LENGTH) + "…";
    }
}
