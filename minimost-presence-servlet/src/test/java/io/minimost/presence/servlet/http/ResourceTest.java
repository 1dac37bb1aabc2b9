package io.minimost.presence.servlet.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResourceTest {
    private static final PathPattern PATH = PathPattern.of("/typing/{channel}");

    private final Resource resource = new Resource(PATH);

    @Test
    void route_isThatOfTheMethod_andHeadThatOfGet() {
        Route post = add("POST");
        assertThat(resource.route("HEAD")).isEmpty();
        Route get = add("GET");

        assertThat(resource.route("POST")).contains(post);
        assertThat(resource.route("GET")).contains(get);
        assertThat(resource.route("HEAD")).contains(get);
        for (String other : new String[] {"DELETE", "get", "OPTIONS", ""}) {
            assertThat(resource.route(other)).as(other).isEmpty();
        }
    }

    @Test
    void allow_namesTheMethodsInTheirOrder() {
        add("POST");
        assertThat(resource.allow()).isEqualTo("POST, OPTIONS");
        add("GET");
        assertThat(resource.allow()).isEqualTo("POST, GET, HEAD, OPTIONS");
    }

    private Route add(String method) {
        Route route =
                new Route(method, PATH, request -> Response.noContent(), RateLimitKey.NONE, Optional.empty(), false);
        resource.add(route);
        return route;
    }
}
