package io.minimost.presence.servlet.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The routes of one path, by method. */
record Resource(PathPattern path, Map<String, Route> routes) {
    Resource(PathPattern path) {
        this(path, new LinkedHashMap<>());
    }

    void add(Route route) {
        routes.put(route.method(), route);
    }

    /** The route of {@code method}; the one of GET also serves HEAD. */
    Optional<Route> route(String method) {
        return Optional.ofNullable(routes.get(method.equals("HEAD") ? "GET" : method));
    }

    /** The value of the Allow header. */
    String allow() {
        List<String> methods = new ArrayList<>(routes.keySet());
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        methods.add("OPTIONS");
        return String.join(", ", methods);
    }
}
