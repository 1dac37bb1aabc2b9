package io.minimost.presence.servlet.routes;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.host.ChannelAccess;
import io.minimost.presence.host.ChannelNotices;
import io.minimost.presence.host.UserDirectory;
import io.minimost.presence.host.guard.ChannelGate;
import io.minimost.presence.host.guard.GuardedAccess;
import io.minimost.presence.host.guard.HostServices;
import io.minimost.presence.limits.RateLimit;
import io.minimost.presence.limits.RateLimiters;
import io.minimost.presence.push.EventHub;
import io.minimost.presence.servlet.http.Response;
import io.minimost.presence.servlet.http.Route;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The routes of a filter, for tests that go through all of them. */
public final class TestRoutes {
    private TestRoutes() {}

    public static List<Route> of(PresenceStore store) {
        return of(store, new RateLimiters(Map.of()));
    }

    /** The same, and which limit each route counts against, if any. */
    public static Map<Route, Optional<RateLimit>> withLimits(PresenceStore store) {
        RateLimiters limiters = new RateLimiters(Map.of());
        Map<Route, Optional<RateLimit>> routes = new LinkedHashMap<>();
        of(store, limiters)
                .forEach(route -> routes.put(
                        route,
                        Arrays.stream(RateLimit.values())
                                .filter(limit -> route.limiter().equals(Optional.of(limiters.of(limit))))
                                .findFirst()));
        return routes;
    }

    private static List<Route> of(PresenceStore store, RateLimiters limiters) {
        ChannelAccessCheck access = new ChannelAccessCheck(
                new ChannelGate(new GuardedAccess(ChannelAccess.standard(store, List.of())), 16), true);
        HostServices hostServices =
                HostServices.of(UserDirectory.anybody(store), Optional.empty(), ChannelNotices.none(), name -> true);
        // As the documents write the version.
        List<Route> client = ClientRoutes.of("{version}", Response.NO_CONTENT, Response.NO_CONTENT);
        return new RouteTable(limiters, client, 0)
                .routes(store, access, hostServices, EventHub.builder(store).build(), false);
    }
}
