package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.test.PresenceStoreExtension;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What filters of the host, which come before ours, may have done to a request. */
@ExtendWith(PresenceStoreExtension.class)
class HostFiltersTest {
    @TempDir
    private Path base;

    private final PresenceFilter filter;

    /** What our filter has thrown. */
    private final Queue<Throwable> thrown = new ConcurrentLinkedQueue<>();

    HostFiltersTest(PresenceStore store) {
        filter = PresenceFilter.builder(store)
                .currentUser(request -> Optional.ofNullable(request.getHeader("X-User")))
                .publicChannels("general")
                .build();
    }

    /** Whatever the wrapper lists, which may be the request's own headers, or null. */
    @ParameterizedTest
    @EnumSource
    void header_ofAWrapperThatListsNone_isThatWhichItAnswers(Container container) throws Exception {
        for (Optional<Enumeration<String>> listed :
                List.of(Optional.<Enumeration<String>>empty(), Optional.of(Collections.<String>emptyEnumeration()))) {
            TestServer server = container.start(
                    behind(request -> new OneHeader(request, "Sec-Fetch-Site", "cross-site", listed)), base);
            try {
                ClientResponse response = new RawHttp(server.port()).send("POST", "/typing/general");

                assertThat(response.error(403)).startsWith("cross-origin request refused");
                assertThat(thrown).isEmpty();
            } finally {
                server.stop();
            }
        }
    }

    /** Which then cannot be read in any other way. */
    @ParameterizedTest
    @EnumSource
    void bodyThatAFilterReadsAsText_leavesTheAnswerWhole(Container container) throws Exception {
        TestServer server = container.start(
                behind(request -> {
                    request.getReader();
                    return request;
                }),
                base);
        String headers = "X-User: alice\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n";
        try (SlowClient client = new SlowClient(server.port(), "POST /calls/x/end", headers, "{")) {
            assertThat(client.head()).startsWith("HTTP/1.1 404 ").containsIgnoringCase("\r\nConnection: close\r\n");
            assertThat(client.rest()).isEqualTo("{\"error\":\"call not found\"}\n");
        } finally {
            server.stop();
        }
        assertThat(thrown).isEmpty();
    }

    private interface Wrapping {
        HttpServletRequest of(HttpServletRequest request) throws IOException;
    }

    private Filter behind(Wrapping wrapping) {
        return new ForwardingFilter(filter) {
            @Override
            public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                    throws IOException, ServletException {
                try {
                    super.doFilter(wrapping.of((HttpServletRequest) request), response, chain);
                } catch (IOException | ServletException | RuntimeException e) {
                    thrown.add(e);
                    throw e;
                }
            }
        };
    }

    /** A wrapper that has one more header, and does not list it as it should. */
    private static final class OneHeader extends HttpServletRequestWrapper {
        private final String name;
        private final String value;
        private final Optional<Enumeration<String>> listed;

        OneHeader(HttpServletRequest request, String name, String value, Optional<Enumeration<String>> listed) {
            super(request);
            this.name = name;
            this.value = value;
            this.listed = listed;
        }

        @Override
        public String getHeader(String asked) {
            return asked.equalsIgnoreCase(name) ? value : super.getHeader(asked);
        }

        @Override
        @SuppressWarnings("NullAway") // what the Servlet API allows
        public Enumeration<String> getHeaders(String asked) {
            return asked.equalsIgnoreCase(name) ? listed.orElse(null) : super.getHeaders(asked);
        }
    }
}
