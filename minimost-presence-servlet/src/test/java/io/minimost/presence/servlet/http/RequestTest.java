package io.minimost.presence.servlet.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.minimost.presence.servlet.LocalRequests;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest {
    @RegisterExtension
    static final LocalRequests REQUESTS = new LocalRequests();

    @Test
    void request_knowsItsUserAndWhatThePathSays() {
        Request request = withPath("general");

        assertThat(request.user()).isEqualTo("alice");
        assertThat(request.path("id")).isEqualTo("general");
        assertThatNullPointerException().isThrownBy(() -> request.path("channel"));
    }

    @Test
    void query_isStripped_andTheFirstOfSeveralCounts() {
        String target = "/x?channel=+general%20&channel=random&other=1";

        assertThat(ask(target, request -> request.query("channel"))).isEqualTo("general");
        assertThat(ask(target, request -> request.queries("channel"))).isEqualTo(List.of("general", "random"));
        assertThat(ask(target, request -> request.query("absent"))).isEqualTo("");
        assertThat(ask(target, request -> request.queries("absent"))).isEqualTo(List.of());
    }

    @Test
    void after_isTheNumberInTheQuery() {
        assertThat(ask("/x", Request::after)).isEqualTo(OptionalLong.empty());
        assertThat(ask("/x?after=42", Request::after)).isEqualTo(OptionalLong.of(42));
        assertThat(ask("/x?after=-1", Request::after)).isEqualTo(OptionalLong.of(-1));
        assertThat(ask("/x?after=999999999999999999", Request::after))
                .isEqualTo(OptionalLong.of(999_999_999_999_999_999L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1.5", "%2B1", "--1", "1000000000000000000"})
    void after_thatIsNoNumber_isRejected(String text) {
        assertThat(HttpErrors.text(() -> ask("/x?after=" + text, Request::after)))
                .isEqualTo("400 after: after must be a number of at most 18 digits");
    }

    @Test
    void isHead_ofAHead_andNotOfAGet() {
        assertThat(REQUESTS.<Boolean>head("/x", exchange -> of(exchange).isHead()))
                .isTrue();
        assertThat(ask("/x", Request::isHead)).isEqualTo(false);
    }

    @Test
    void isAsyncSupported_ifTheContainerSupportsIt() {
        assertThat(ask("/x", request -> request.exchange().isAsyncSupported())).isEqualTo(true);
        assertThat(ask(
                        LocalRequests.WITHOUT_STREAMS,
                        request -> request.exchange().isAsyncSupported()))
                .isEqualTo(false);
    }

    @Test
    void header_isEmptyIfItIsAbsent() {
        assertThat(ask("/x", request -> request.header("X-Track"))).isEqualTo(Optional.empty());
        assertThat(ask("/x", request -> request.header("X-Track"), "X-Track: cam"))
                .isEqualTo(Optional.of("cam"));
    }

    @Test
    void body_isReadAsWhatTheRouteExpects() {
        assertThat(post("raw", Request::media)).isEqualTo("raw".getBytes(StandardCharsets.US_ASCII));
        assertThat(post("emoji=x", request -> request.form().text("emoji"), form()))
                .isEqualTo("x");
        assertThat(post("{\"a\":\"b\"}", request -> request.json().trimmed("a"), "Content-Type: application/json"))
                .isEqualTo("b");
    }

    private static String form() {
        return "Content-Type: application/x-www-form-urlencoded";
    }

    private static Request withPath(String value) {
        return REQUESTS.get("/", exchange -> new Request("alice", Map.of("id", value), exchange));
    }

    private static Object ask(String target, Function<Request, Object> about, String... headers) {
        return REQUESTS.get(target, exchange -> about.apply(of(exchange)), headers);
    }

    private static Object post(String body, Function<Request, Object> about, String... headers) {
        return REQUESTS.post("/x", body, exchange -> about.apply(of(exchange)), headers);
    }

    private static Request of(HttpExchange exchange) {
        return new Request("alice", Map.of(), exchange);
    }
}
