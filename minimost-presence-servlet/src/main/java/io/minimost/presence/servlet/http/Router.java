package io.minimost.presence.servlet.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the routes of a path. */
public final class Router {
    /** By the first segment of their paths, because every request is looked up here. */
    private final Map<String, Map<PathPattern, Map<String, Route>>> resources = new HashMap<>();

    public Router(List<Route> routes) {
        routes.forEach(route -> resources
                .computeIfAbsent(route.path().first(), segment -> new LinkedHashMap<>())
                .computeIfAbsent(route.path(), path -> new LinkedHashMap<>())
                .put(route.method(), route));
    }

    /** Whether the path of a route begins with {@code segment}. */
    boolean hasRoutesBelow(String segment) {
        return resources.containsKey(segment);
    }

    Optional<Match> find(List<String> segments) {
        for (Map.Entry<PathPattern, Map<String, Route>> resource :
                resources.getOrDefault(segments.get(0), Map.of()).entrySet()) {
            Optional<Map<String, String>> parameters = resource.getKey().match(segments);
            if (parameters.isPresent()) {
                return Optional.of(new Match(resource.getKey(), resource.getValue(), parameters.get()));
            }
        }
        return Optional.empty();
    }

    /**
     * A path that has routes.
     *
     * @param routes by method
     * @param parameters the values of the named segments
     */
    record Match(PathPattern path, Map<String, Route> routes, Map<String, String> parameters) {
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
}
