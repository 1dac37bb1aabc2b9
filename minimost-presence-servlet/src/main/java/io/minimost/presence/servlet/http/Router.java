package io.minimost.presence.servlet.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the routes of a path. */
public final class Router {
    private final Map<PathPattern, Resource> resources = new LinkedHashMap<>();

    public Router(List<Route> routes) {
        routes.forEach(
                route -> resources.computeIfAbsent(route.path(), Resource::new).add(route));
    }

    /** Whether the path of a route begins with {@code segment}. */
    boolean hasRoutesBelow(String segment) {
        return resources.keySet().stream().anyMatch(path -> path.first().equals(segment));
    }

    Optional<Match> find(List<String> segments) {
        for (Resource resource : resources.values()) {
            Optional<Map<String, String>> parameters = resource.path().match(segments);
            if (parameters.isPresent()) {
                return Optional.of(new Match(resource, parameters.get()));
            }
        }
        return Optional.empty();
    }

    /** A resource, and the values of the named segments of its path. */
    record Match(Resource resource, Map<String, String> parameters) {}
}
