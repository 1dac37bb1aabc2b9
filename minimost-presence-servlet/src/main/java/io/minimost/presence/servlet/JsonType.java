package io.minimost.presence.servlet;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which content types are JSON in UTF-8. */
final class JsonType {
    private static final Pattern TYPE = Pattern.compile("application/json|[a-z0-9._-]+/[a-z0-9._-]+\\+json");
    private static final Set<String> CHARSETS = Set.of("utf-8", "\"utf-8\"");

    private JsonType() {}

    static boolean matches(String contentType) {
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
        boolean json = TYPE.matcher(parts[0].strip()).matches();
        for (int i = 1; i < parts.length; i++) {
            String[] parameter = parts[i].strip().split("=", 2);
            json &= !parameter[0].equals("charset") || parameter.length == 2 && CHARSETS.contains(parameter[1]);
        }
        return json;
    }
}
