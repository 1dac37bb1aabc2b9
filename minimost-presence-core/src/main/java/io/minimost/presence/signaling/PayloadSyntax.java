package io.minimost.presence.signaling;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;

/** Whether a payload is JSON as every reader understands it. */
final class PayloadSyntax {
    /** The length of the text is bounded already. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private PayloadSyntax() {}

    /**
     * Whether {@code text} is one JSON value, without numbers that are too large for a double. (Python would read such a number
     * as {@code Infinity}, and write it as that, which is not JSON.)
     */
    static boolean isValid(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            int depth = 0;
            int values = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isNumeric() && Double.isInfinite(Double.parseDouble(parser.getText()))) {
                    return false;
                }
                values += depth == 0 ? 1 : 0;
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            }
            return values == 1;
        } catch (IOException e) {
            return false;
        }
    }
}
