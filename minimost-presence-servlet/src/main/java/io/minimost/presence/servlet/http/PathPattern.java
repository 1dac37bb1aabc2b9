package io.minimost.presence.servlet.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A path like {@code /typing/{channel}}: fixed segments, and named ones that match any text that is not empty. */
public record PathPattern(List<String> segments) {
    public static PathPattern of(String text) {
        return new PathPattern(List.of(text.substring(1).split("/")));
    }

    String first() {
        return segments.get(0);
    }

    /** The values of the named segments; empty if {@code path} does not match. */
    Optional<Map<String, String>> match(List<String> path) {
        if (path.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < path.size(); i++) {
            String expected = segments.get(i);
            String actual = path.get(i);
            if (expected.startsWith("{") && !actual.isEmpty()) {
                values.put(expected.substring(1, expected.length() - 1), actual);
            } else if (!expected.equals(actual)) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    @Override
    public String toString() {
        return "/" + String.join("/", segments);
    }
}
