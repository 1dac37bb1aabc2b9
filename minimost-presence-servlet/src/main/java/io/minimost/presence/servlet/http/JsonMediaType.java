package io.minimost.presence.servlet.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Recognizes the content types of JSON in UTF-8. */
final class JsonMediaType {
    private static final Pattern TYPE = Pattern.compile("application/json|[a-z0-9._-]+/[a-z0-9._-]+\\+json");
    private static final Set<String> CHARSETS = Set.of("charset=utf-8", "charset=\"utf-8\"");

    private JsonMediaType() {}

    static boolean matches(String contentType) {
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
        return TYPE.matcher(parts[0].strip()).matches()
                && Arrays.stream(parts)
                        .skip(1)
                        .map(String::strip)
                        .filter(parameter -> parameter.startsWith("charset"))
                        .allMatch(CHARSETS::contains);
    }
}
