package io.minimost.presence.servlet;

import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** A request for one of our routes by a user who is known and has a valid name. */
final class UserRequest {
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

    private final String user;
    private final Map<String, String> path;
    private final Exchange exchange;

    UserRequest(String user, Map<String, String> path, Exchange exchange) {
        this.user = user;
        this.path = path;
        this.exchange = exchange;
    }

    String user() {
        return user;
    }

    /** What stands in the path in the place of {@code {name}}. */
    String path(String name) {
        return Objects.requireNonNull(path.get(name), name);
    }

    /**
     * The number in the path in the place of {@code {name}}.
     *
     * @throws Refusal (404) if it is none from 1 to 18 digits in its only spelling: there is nothing at such a path
     */
    long number(String name) {
        String text = path(name);
        if (!NUMBER.matcher(text).matches()) {
            throw new Refusal(Reply.error(404, "not found"));
        }
        return Long.parseLong(text);
    }

    /** The fields of a form in the body. */
    FormInput form() {
        return exchange.form();
    }

    /** The body, which must be a JSON object. */
    JsonInput json() {
        return exchange.json();
    }
}
