package io.minimost.presence.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A value of a {@link JsonObject}.
 *
 * @param type the first token
 * @param text of a scalar; otherwise empty
 * @param sent the value character by character as the client has sent it
 */
record JsonValue(JsonToken type, String text, String sent) {
    private static final JsonFactory FACTORY = new JsonFactory();

    private static final int SHOWN_LENGTH = 80;

    /** Reads the value at which {@code parser} is, up to its end, from the text that it parses. */
    static JsonValue read(JsonParser parser, String source) throws IOException {
        JsonToken type = parser.currentToken();
        int start = Math.toIntExact(parser.currentTokenLocation().getCharOffset());
        String text = type.isScalarValue() ? parser.getText() : "";
        parser.skipChildren();
        parser.finishToken();
        int end = Math.toIntExact(parser.currentLocation().getCharOffset());
        return new JsonValue(type, text, source.substring(start, end));
    }

    boolean isText() {
        return type == JsonToken.VALUE_STRING;
    }

    boolean isTrue() {
        return type == JsonToken.VALUE_TRUE;
    }

    double number() {
        return Double.parseDouble(text);
    }

    /** The values of an array. */
    List<JsonValue> elements() {
        List<JsonValue> elements = new ArrayList<>();
        parse(parser -> {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                elements.add(read(parser, sent));
            }
        });
        return elements;
    }

    /** The beginning of the value as the client has sent it, without the blanks around its parts. */
    String shown() {
        StringBuilder shown = new StringBuilder();
        boolean inText = false;
        boolean escaped = false;
        for (int i = 0; i < sent.length() && shown.length() <= SHOWN_LENGTH; i++) {
            char c = sent.charAt(i);
            inText ^= c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            if (inText || c > ' ') {
                shown.append(c);
            }
        }
        if (shown.length() <= SHOWN_LENGTH) {
            return shown.toString();
        }
        boolean splitsPair = Character.isSurrogatePair(shown.charAt(SHOWN_LENGTH - 1), shown.charAt(SHOWN_LENGTH));
        return shown.substring(0, splitsPair ? SHOWN_LENGTH - 1 : SHOWN_LENGTH) + "…";
    }

    private interface Reading {
        void accept(JsonParser parser) throws IOException;
    }

    /** Reads the value once more, from its first token. */
    private void parse(Reading reading) {
        try (JsonParser parser = FACTORY.createParser(sent)) {
            parser.nextToken();
            reading.accept(parser);
        } catch (IOException e) {
            throw new UncheckedIOException("a text that was JSON no longer is", e);
        }
    }
}
