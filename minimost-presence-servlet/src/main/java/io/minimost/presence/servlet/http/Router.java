package io.minimost.presence.servlet.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what is at a path. Besides its routes, each path answers OPTIONS, and HEAD where it answers GET. */
public final class Router {
    private final Map<String, List<Resource>> resources = new LinkedHashMap<>();

    public Router(List<Route> routes) {
        routes.forEach(route -> resource(route.path()).add(route));
    }

    /** Whether a path of ours begins with {@code segment}. */
    boolean beginWith(String segment) {
        return resources.containsKey(segment);
    }

    /** What is at the path of these segments. */
    Optional<Match> find(List<String> segments) {
        for (Resource resource : resources.getOrDefault(segments.get(0), List.of())) {
            Optional<Map<String, String>> parameters = resource.path().match(segments);
            if (parameters.isPresent()) {
                return Optional.of(new Match(resource, parameters.get()));
            }
        }
        return Optional.empty();
    }

    /** A resource, and what the path says in the place of the named segments. */
    record Match(Resource resource, Map<String, String> parameters) {}

    private Resource resource(PathPattern path) {
        List<Resource> siblings = resources.computeIfAbsent(path.first(), first -> new ArrayList<>());
        return siblings.stream()
                .filter(resource -> resource.path().equals(path))
                .findFirst()
                .orElseGet(() -> {
                    Resource resource = new Resource(path);
                    siblings.add(resource);
                    return resource;
                });
    }
}
