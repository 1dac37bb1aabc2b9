package io.minimost.presence.servlet.http;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** A request for one of our routes by a user who is known and has a valid name. */
public final class Request {
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,18}");
    private static final Pattern CURSOR = Pattern.compile("-?[0-9]{1,18}");

    private final String user;
    private final Map<String, String> path;
    private final HttpExchange exchange;

    public Request(String user, Map<String, String> path, HttpExchange exchange) {
        this.user = user;
        this.path = path;
        this.exchange = exchange;
    }

    public String user() {
        return user;
    }

    /** What stands in the path in the place of {@code {name}}. */
    public String path(String name) {
        return Objects.requireNonNull(path.get(name), name);
    }

    /**
     * The number in the path in the place of {@code {name}}.
     *
     * @throws HttpError (404) if it is none from 1 to 2^63 - 1 in its only spelling: there is nothing at such a path
     */
    public long number(String name) {
        String text = path(name);
        if (!NUMBER.matcher(text).matches()) {
            throw nothingThere();
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw nothingThere();
        }
    }

    /** There is nothing at that path. */
    public static HttpError nothingThere() {
        return new HttpError(Response.error(404, "not found"));
    }

    /** The text in the field {@code name} of the query without blanks at its ends; empty if there is none. */
    public String query(String name) {
        return query().text(name);
    }

    /** The same in each of the fields of that name. */
    public List<String> queries(String name) {
        return query().texts(name);
    }

    /** The number that was noted before it was asked who the user is. */
    public long arrival() {
        return exchange.arrival();
    }

    public boolean isHead() {
        return exchange.method().equals("HEAD");
    }

    /** Whether a response may go on after the request was handled. */
    public boolean canStream() {
        return exchange.isAsyncSupported();
    }

    /**
     * The number in the field {@code after} of the query; empty if there is no such field.
     *
     * @throws HttpError (400) if it is no number of at most 18 digits
     */
    public OptionalLong after() {
        FormFields query = query();
        if (!query.has("after")) {
            return OptionalLong.empty();
        }
        String text = query.text("after");
        if (!CURSOR.matcher(text).matches()) {
            throw new HttpError(Response.badInput("after", "after must be a number of at most 18 digits"));
        }
        return OptionalLong.of(Long.parseLong(text));
    }

    /** A stream for the answer to this request; {@code listener} receives what becomes of it. */
    public ResponseStream openStream(ResponseStream.Listener listener) {
        return exchange.openStream(listener);
    }

    public Optional<String> header(String name) {
        return exchange.header(name);
    }

    /** The whole body as it is: a piece of sound or pictures. */
    public byte[] media() {
        return exchange.media(user);
    }

    /** The fields of a form in the body; none if it is something else. */
    public FormFields form() {
        byte[] bytes = exchange.body(user);
        return bytes.length == 0
                ? FormFields.of(exchange.consumedForm())
                : FormFields.parse(header("Content-Type").orElse(""), bytes);
    }

    /**
     * The body as a JSON object.
     *
     * @throws HttpError if it is absent or not such an object (400), or says to be something else (415)
     */
    public JsonBody json() {
        byte[] bytes = exchange.body(user);
        if (bytes.length == 0) {
            throw new HttpError(Response.badInput("body", "body is empty, a JSON object is required"));
        }
        if (!JsonMediaType.matches(header("Content-Type").orElse(""))) {
            throw new HttpError(Response.error(415, "Content-Type must be application/json, in UTF-8"));
        }
        return JsonBody.parse(bytes);
    }

    private FormFields query() {
        return FormFields.parseQuery(exchange.query());
    }
}
