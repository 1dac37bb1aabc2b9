package io.minimost.presence.servlet.routes;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.host.ChannelAccess;
import io.minimost.presence.host.ChannelNotices;
import io.minimost.presence.host.UserDirectory;
import io.minimost.presence.host.guard.GuardedAccess;
import io.minimost.presence.host.guard.GuardedUsers;
import io.minimost.presence.push.EventHub;
import io.minimost.presence.servlet.http.RateLimiter;
import io.minimost.presence.servlet.http.Response;
import io.minimost.presence.servlet.http.Route;
import io.minimost.presence.servlet.limits.RateLimit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The routes of a filter, for tests that go through all of them. */
public final class TestRoutes {
    private TestRoutes() {}

    /** Without limits. */
    public static List<Route> of(PresenceStore store) {
        return of(store, Map.of());
    }

    /** The same with limits, and which one each route counts against, if any. */
    public static Map<Route, Optional<RateLimit>> withLimits(PresenceStore store) {
        Map<RateLimit, RateLimiter> limiters = Arrays.stream(RateLimit.values())
                .collect(Collectors.toMap(limit -> limit, limit -> new RateLimiter(1, 1, System::nanoTime)));
        Map<Route, Optional<RateLimit>> routes = new LinkedHashMap<>();
        of(store, limiters)
                .forEach(route -> routes.put(
                        route,
                        limiters.entrySet().stream()
                                .filter(limited -> route.limiter().equals(Optional.of(limited.getValue())))
                                .map(Map.Entry::getKey)
                                .findFirst()));
        return routes;
    }

    private static List<Route> of(PresenceStore store, Map<RateLimit, RateLimiter> limiters) {
        ChannelAccessCheck access =
                new ChannelAccessCheck(new GuardedAccess(ChannelAccess.standard(store, List.of())), true, 16);
        HostServices hostServices = new HostServices(
                new GuardedUsers(UserDirectory.anybody(store)), Optional.empty(), ChannelNotices.none(), name -> true);
        // As the documents write the version.
        List<Route> client = ClientRoutes.of("{version}", Response.noContent(), Response.noContent());
        return new RouteTable(limiters, client, 0)
                .routes(store, access, hostServices, EventHub.builder(store).build(), false);
    }
}
