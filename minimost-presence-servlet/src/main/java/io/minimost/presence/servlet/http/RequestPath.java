package io.minimost.presence.servlet.http;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Parses the raw path of a request, because containers disagree about what {@code //}, {@code ;}, {@code %2e} and
 * {@code %2F} mean.
 *
 * <p>A path is ours if it begins with our base (context path and prefix) exactly as configured, and its next segment may
 * mean one of our names: percent escapes are decoded, and the name ends at a {@code ;}, {@code /} or {@code \}. A path of
 * ours must have one plain reading. Empty segments, dot segments, the characters {@code ; / \ %} and controls (plain or
 * escaped), and escapes that are malformed or not UTF-8 are rejected.
 *
 * <p>The host gets every other path unchanged. That is safe even if the container maps it to one of our paths ({@code
 * //typing/x}, {@code /a/../typing/x}): only this filter serves our routes, and it has passed the request on.
 */
final class RequestPath {
    private static final Pattern NOT_ENCODED = Pattern.compile("[^!-~]|%(?!\\p{XDigit}{2})");

    private RequestPath() {}

    /**
     * The decoded segments of {@code uri} after {@code base}; empty if the path is not ours. The last segment is empty if
     * the path ends with a slash.
     *
     * @param uri the raw path, without the query
     * @param base without a slash at the end
     * @param ours whether a first segment is one of our names
     * @throws HttpError (400) if the path is ours but has no plain reading
     */
    static Optional<List<String>> parse(String uri, String base, Predicate<String> ours) {
        if (!uri.startsWith(base + "/")) {
            return Optional.empty();
        }
        List<String> raw = List.of(uri.substring(base.length() + 1).split("/", -1));
        if (!ours.test(apparentName(raw.get(0)))) {
            return Optional.empty();
        }
        if (raw.subList(0, raw.size() - 1).contains("")) {
            throw error("'//'");
        }
        List<String> segments = new ArrayList<>(raw.size());
        raw.forEach(segment -> segments.add(strictlyDecoded(segment)));
        return Optional.of(segments);
    }

    private static String apparentName(String raw) {
        if (isPlain(raw)) {
            return raw;
        }
        String name = percentDecoded(raw)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse(raw);
        return name.split("[;/\\\\]", 2)[0];
    }

    private static String strictlyDecoded(String raw) {
        if (isPlain(raw)) {
            return raw;
        }
        byte[] bytes =
                percentDecoded(raw).orElseThrow(() -> error("a malformed escape, or a character that must be escaped"));
        try {
            String segment = Utf8.decode(bytes);
            if (segment.equals(".") || segment.equals("..")) {
                throw error("a dot segment");
            }
            segment.chars().forEach(RequestPath::requirePlain);
            return segment;
        } catch (CharacterCodingException e) {
            throw error("escapes that are not UTF-8");
        }
    }

    /** Whether it is as most segments are: with nothing to decode, and nothing that could be refused. */
    private static boolean isPlain(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            boolean isPlain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '_'
                    || c == '-'
                    || c == ':';
            if (!isPlain) {
                return false;
            }
        }
        return true;
    }

    private static void requirePlain(int c) {
        if (Character.isISOControl(c)) {
            throw error("a control character");
        }
        // A later reader might decode a percent sign once more.
        if (";/\\%".indexOf(c) >= 0) {
            throw error("'" + (char) c + "' in a segment");
        }
    }

    /** Empty if an escape is malformed or a character is not visible ASCII. */
    private static Optional<byte[]> percentDecoded(String text) {
        return NOT_ENCODED.matcher(text).find()
                ? Optional.empty()
                : Optional.of(Utf8.percentDecoded(text.replace("+", "%2B")));
    }

    private static HttpError error(String flaw) {
        return HttpError.badInput("path", "path contains " + flaw);
    }
}
