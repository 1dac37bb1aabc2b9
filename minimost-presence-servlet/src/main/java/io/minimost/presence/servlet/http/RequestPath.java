package io.minimost.presence.servlet.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads the path of a request from the raw URI, because containers disagree about what {@code //}, {@code ;}, {@code %2e}
 * and {@code %2F} mean.
 *
 * <p>A path is ours if it begins with our base (context path and prefix) exactly as configured, and goes on with a segment
 * that anybody could take for one of our names: percent escapes are decoded, and the name ends at a {@code ;}, {@code /}
 * or {@code \}. A path of ours must have one plain reading, else it is refused. Refused are empty segments, dot segments,
 * the characters {@code ; / \ %} and controls, each of them plain or escaped, and escapes that are malformed or no UTF-8.
 *
 * <p>Every other path is the host's and goes on untouched, whatever it contains. That is safe even if the container makes
 * one of our paths of it ({@code //typing/x}, {@code /a/../typing/x}): our routes exist only in this filter, which has
 * passed it on, so behind the filter nothing of ours answers to it.
 */
final class RequestPath {
    private static final String DELIMITERS = ";/\\";

    private RequestPath() {}

    /**
     * The decoded segments of {@code uri} after {@code base}; empty if the path is not ours. The last segment is empty if
     * the path ends with a slash.
     *
     * @param uri the path as it came over the network, without the query
     * @param base where our paths begin, without a slash at the end
     * @param ours whether a first segment is one of ours
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
            throw refused("'//'");
        }
        List<String> segments = new ArrayList<>(raw.size());
        raw.forEach(segment -> segments.add(strictlyDecoded(segment)));
        return Optional.of(segments);
    }

    private static String apparentName(String raw) {
        String name = percentDecoded(raw)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse(raw);
        int end = 0;
        while (end < name.length() && DELIMITERS.indexOf(name.charAt(end)) < 0) {
            end++;
        }
        return name.substring(0, end);
    }

    private static String strictlyDecoded(String raw) {
        byte[] bytes = percentDecoded(raw)
                .orElseThrow(() -> refused("a malformed escape, or a character that must be escaped"));
        String segment;
        try {
            segment = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw refused("escapes that are not UTF-8");
        }
        if (segment.equals(".") || segment.equals("..")) {
            throw refused("a dot segment");
        }
        segment.chars().forEach(RequestPath::requirePlain);
        return segment;
    }

    private static void requirePlain(int c) {
        if (Character.isISOControl(c)) {
            throw refused("a control character");
        }
        // A percent sign that is left after decoding may be decoded by somebody once more.
        if (c == '%' || DELIMITERS.indexOf(c) >= 0) {
            throw refused("'" + (char) c + "' in a segment");
        }
    }

    /** Empty if an escape is malformed, or a character is not visible ASCII. */
    private static Optional<byte[]> percentDecoded(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%' && hasHexDigits(text, i + 1)) {
                bytes.write(HexFormat.fromHexDigits(text, i + 1, i + 3));
                i += 2;
            } else if (c == '%' || c <= ' ' || c >= 0x7f) {
                return Optional.empty();
            } else {
                bytes.write(c);
            }
        }
        return Optional.of(bytes.toByteArray());
    }

    private static boolean hasHexDigits(String text, int start) {
        return start + 1 < text.length()
                && HexFormat.isHexDigit(text.charAt(start))
                && HexFormat.isHexDigit(text.charAt(start + 1));
    }

    private static HttpError refused(String flaw) {
        return new HttpError(Response.badInput("path", "path contains " + flaw));
    }
}
