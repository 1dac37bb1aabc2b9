package io.minimost.presence.servlet;

import java.util.Map;
import java.util.Objects;

/** A request for one of our routes by a user who is known and has a valid name. */
final class UserRequest {
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

    /** The body, which must be a JSON object. */
    JsonInput json() {
        return exchange.json();
    }
}
