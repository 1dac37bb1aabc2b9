package io.minimost.presence.servlet.http;

import io.minimost.presence.json.JsonObject;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The body of a request as a JSON object, in UTF-8 and nothing else. */
final class JsonBody {
    private static final Pattern TYPE = Pattern.compile("application/json|[a-z0-9._-]+/[a-z0-9._-]+\\+json");
    private static final Set<String> CHARSETS = Set.of("charset=utf-8", "charset=\"utf-8\"");

    private JsonBody() {}

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

    static JsonObject parse(byte[] body) {
        try {
            return JsonObject.parse(Utf8.decode(body));
        } catch (CharacterCodingException e) {
            throw HttpError.badInput(JsonObject.BODY, "body is not valid UTF-8");
        }
    }
}
