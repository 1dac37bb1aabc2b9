package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.PresenceStore;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link PresenceFilter#hasRoutes} is true only for requests that the filter answers and does not pass on. */
class HasRoutesTest {
    private static final String SAID = "X-Has-Routes";
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE", "OPTIONS");

    private final PresenceStore store = PresenceStore.inMemory();
    private final TestServer server;
    private final RawHttp http;

    HasRoutesTest() throws Exception {
        server = new JettyTestServer(
                asking(PresenceFilter.builder(store).prefix("/chat").build()));
        http = new RawHttp(server.port());
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
        store.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/chat/typing/general",
                "/chat/typing/dm%3aalice:bob",
                "/chat/%74yping/general",
                "/chat/presence",
                "/chat/react/m-7",
                "/app/chat/calls/initiate"
            })
    void pathOfARoute_true_andTheFilterAnswers(String path) {
        for (String method : METHODS) {
            ClientResponse response = http.send(method, path);

            assertThat(response.header(SAID)).contains("true");
            assertThat(response.header("X-Host")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/chat",
                "/chat/",
                "/chat/typing",
                "/chat/other/general",
                "/typing/general",
                "/chatter/typing/general",
                "/chat/../chat/typing/general",
                "/chat//typing/general",
                "/%63hat/typing/general"
            })
    void pathThatIsPassedOn_false(String path) {
        for (String method : METHODS) {
            ClientResponse response = http.send(method, path);

            assertThat(response.header(SAID)).isEqualTo(passedOn(response) ? Optional.of("false") : Optional.empty());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/chat/typing/general;x=1", "/chat/typing//general", "/chat/typing/.", "/chat/typing/a%2Fb"})
    void pathWithoutAPlainReading_false(String path) {
        assertThat(http.send("POST", path).header(SAID)).isNotEqualTo(Optional.of("true"));
    }

    /** Otherwise the container has rejected the request. */
    private static boolean passedOn(ClientResponse response) {
        return response.header("X-Host").isPresent();
    }

    private static Filter asking(PresenceFilter filter) {
        return new Filter() {
            @Override
            public void init(FilterConfig config) {
                filter.init(config);
            }

            @Override
            public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                    throws IOException, ServletException {
                boolean answer = filter.hasRoutes((HttpServletRequest) request);
                ((HttpServletResponse) response).setHeader(SAID, String.valueOf(answer));
                filter.doFilter(request, response, chain);
            }

            @Override
            public void destroy() {
                filter.destroy();
            }
        };
    }
}
