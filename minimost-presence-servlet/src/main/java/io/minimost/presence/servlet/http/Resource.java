package io.minimost.presence.servlet.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A path and all that can be done there. */
final class Resource {
    private final PathPattern path;
    private final Map<String, Route> routes = new LinkedHashMap<>();

    Resource(PathPattern path) {
        this.path = path;
    }

    void add(Route route) {
        routes.put(route.method(), route);
    }

    PathPattern path() {
        return path;
    }

    /** What answers {@code method}; HEAD is answered by GET, only without the body. */
    Optional<Route> route(String method) {
        return Optional.ofNullable(routes.get(method.equals("HEAD") ? "GET" : method));
    }

    /** For the header of that name. */
    String allow() {
        List<String> methods = new ArrayList<>(routes.keySet());
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        methods.add("OPTIONS");
        return String.join(", ", methods);
    }
}
