package io.minimost.presence.servlet.http;

import io.minimost.presence.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * A request for one of the routes.
 *
 * @param user a valid name
 * @param path the values of the named segments of the path
 */
public record Request(String user, Map<String, String> path, HttpExchange exchange) {
    private static final Pattern CURSOR = Pattern.compile("-?[0-9]{1,18}");

    /** The value of the segment {@code {name}} of the path. */
    public String path(String name) {
        return Objects.requireNonNull(path.get(name), name);
    }

    /** The stripped text of the first field {@code name} of the query; empty if there is none. */
    public String query(String name) {
        return query().text(name);
    }

    /** The stripped texts of all fields {@code name} of the query. */
    public List<String> queries(String name) {
        return query().texts(name);
    }

    /** The stripped texts of all fields of the query, by name; the query is parsed each time. */
    public Map<String, List<String>> queries() {
        return query().all();
    }

    public boolean isHead() {
        return exchange.method().equals("HEAD");
    }

    /**
     * The number in the field {@code after} of the query; empty if there is no such field.
     *
     * @throws HttpError (400) if it is not a number of at most 18 digits
     */
    public OptionalLong after() {
        FormFields query = query();
        if (!query.has("after")) {
            return OptionalLong.empty();
        }
        String text = query.text("after");
        if (!CURSOR.matcher(text).matches()) {
            throw HttpError.badInput("after", "after must be a number of at most 18 digits");
        }
        return OptionalLong.of(Long.parseLong(text));
    }

    public Optional<String> header(String name) {
        return exchange.header(name);
    }

    /** The raw body: a media chunk. */
    public byte[] media() {
        return exchange.media(user);
    }

    /** The fields of a form in the body; none if it is not a form. */
    public FormFields form() {
        byte[] bytes = exchange.body(user);
        return bytes.length == 0
                ? FormFields.of(exchange.consumedForm())
                : FormFields.parse(header("Content-Type").orElse(""), bytes);
    }

    /**
     * The body as a JSON object.
     *
     * @throws HttpError if it is missing or not such an object (400), or has another content type (415)
     */
    public JsonObject json() {
        return jsonIfAny().orElseThrow(() -> HttpError.badInput("body", "body is empty, a JSON object is required"));
    }

    /**
     * The body as a JSON object; empty if there is no body. The body is read, so call this once.
     *
     * @throws HttpError if it is not such an object (400), or has another content type (415)
     */
    public Optional<JsonObject> jsonIfAny() {
        byte[] bytes = exchange.body(user);
        if (bytes.length == 0) {
            return Optional.empty();
        }
        if (!JsonBody.isOf(header("Content-Type").orElse(""))) {
            throw new HttpError(415, "Content-Type must be application/json, in UTF-8");
        }
        return Optional.of(JsonBody.parse(bytes));
    }

    private FormFields query() {
        return FormFields.parseQuery(exchange.query());
    }
}
