package io.minimost.presence.servlet.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RouterTest {
    private static final String PATH = "/typing/{channel}";

    private final List<Route> routes = new ArrayList<>();

    @Test
    void route_isThatOfTheMethod_andHeadThatOfGet() {
        Route post = add("POST");
        assertThat(resource().route("HEAD")).isEmpty();
        Route get = add("GET");

        assertThat(resource().route("POST")).contains(post);
        assertThat(resource().route("GET")).contains(get);
        assertThat(resource().route("HEAD")).contains(get);
        for (String other : new String[] {"DELETE", "get", "OPTIONS", ""}) {
            assertThat(resource().route(other)).as(other).isEmpty();
        }
    }

    @Test
    void allow_namesTheMethodsInTheirOrder() {
        add("POST");
        assertThat(resource().allow()).isEqualTo("POST, OPTIONS");
        add("GET");
        assertThat(resource().allow()).isEqualTo("POST, GET, HEAD, OPTIONS");
    }

    private Route add(String method) {
        Route route = new Route(method, PATH, request -> Response.NO_CONTENT);
        routes.add(route);
        return route;
    }

    private Router.Match resource() {
        return new Router(routes).find(List.of("typing", "general")).orElseThrow();
    }
}
