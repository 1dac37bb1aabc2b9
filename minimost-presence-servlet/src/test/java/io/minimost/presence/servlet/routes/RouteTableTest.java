package io.minimost.presence.servlet.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.limits.RateLimit;
import io.minimost.presence.servlet.http.HttpErrors;
import io.minimost.presence.servlet.http.Route;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RouteTableTest {
    private final PresenceStore store = PresenceStore.inMemory();
    private final List<Route> routes = TestRoutes.of(store);

    @AfterEach
    void closeStore() {
        store.close();
    }

    /** As docs/http.md lists the limits. */
    @Test
    void eachRoute_countsAgainstItsLimit() {
        Map<RateLimit, List<String>> counted = new EnumMap<>(RateLimit.class);
        TestRoutes.withLimits(store)
                .forEach((route, limit) ->
                        limit.ifPresent(counts -> counted.computeIfAbsent(counts, none -> new ArrayList<>())
                                .add(route.method() + " " + route.path())));

        assertThat(counted)
                .isEqualTo(Map.of(
                        RateLimit.TYPING,
                        List.of("POST /typing/{channel}", "DELETE /typing/{channel}"),
                        RateLimit.PRESENCE,
                        List.of(
                                "POST /presence",
                                "POST /presence/override",
                                "PUT /presence/status",
                                "DELETE /presence/status",
                                "PUT /presence/privacy"),
                        RateLimit.RECEIPTS,
                        List.of(
                                "POST /mark_read/{channel}",
                                "POST /mark_read_privately/{channel}",
                                "POST /mark_unread/{message}",
                                "POST /mark_delivered/{channel}"),
                        RateLimit.REACTIONS,
                        List.of("POST /react/{message}"),
                        RateLimit.CHANNELS,
                        List.of(
                                "POST /private_channels/create",
                                "POST /private_channels/{id}/rename",
                                "POST /private_channels/{id}/add_member",
                                "POST /private_channels/{id}/remove_member"),
                        RateLimit.CALLS,
                        List.of("POST /calls/initiate", "POST /calls/{call}/invite", "POST /screenshare/start"),
                        RateLimit.SIGNALS,
                        List.of(
                                "POST /calls/{call}/accept",
                                "POST /calls/{call}/gone",
                                "POST /calls/{call}/screenshare",
                                "POST /calls/{call}/signal",
                                "POST /screenshare/{share}/signal"),
                        RateLimit.MEDIA,
                        List.of("POST /calls/{call}/media", "POST /screenshare/{share}/media")));
    }

    @Test
    void unsafeRoutes_andStreams_areForOwnOriginOnly() {
        assertThat(routes)
                .allSatisfy(route -> assertThat(route.ownOriginOnly())
                        .as("%s %s", route.method(), route.path())
                        .isEqualTo(!route.method().equals("GET")
                                || route.path().toString().equals("/events")));
    }

    @Test
    void softRoutes_answerAsIfNothingWereThere() {
        assertThat(anonymous("GET", "/typing/{channel}")).contains("200 []\n");
        assertThat(anonymous("GET", "/presence/override")).contains("200 {\"override\":null}\n");
        for (String path : List.of("/typing/{channel}", "/presence", "/presence/override")) {
            assertThat(anonymous("POST", path)).contains("204 ");
        }
        assertThat(anonymous("DELETE", "/typing/{channel}")).contains("204 ");
    }

    private Optional<String> anonymous(String method, String path) {
        Route route = routes.stream()
                .filter(each ->
                        each.method().equals(method) && each.path().toString().equals(path))
                .findFirst()
                .orElseThrow();
        return route.anonymous().map(response -> response.status() + " " + HttpErrors.body(response));
    }
}
