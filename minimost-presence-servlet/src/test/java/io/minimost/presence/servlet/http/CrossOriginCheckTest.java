package io.minimost.presence.servlet.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.minimost.presence.servlet.LocalRequests;
import io.minimost.presence.values.Origin;
import java.util.Set;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which origins may send something to {@code http://chat.example}, where {@code https://trusted.example} is trusted. */
class CrossOriginCheckTest {
    @RegisterExtension
    static final LocalRequests REQUESTS = new LocalRequests();

    private final CrossOriginCheck guard =
            new CrossOriginCheck(Set.of(Origin.parse("https://trusted.example").orElseThrow()));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X: no browser",
                "Sec-Fetch-Site: same-origin",
                "Sec-Fetch-Site: none",
                "Sec-Fetch-Site: same-origin\r\nOrigin: https://evil.example",
                "Sec-Fetch-Site: cross-site\r\nOrigin: https://trusted.example",
                "Origin: http://chat.example",
                "Origin: http://CHAT.example:80",
                "Origin: https://trusted.example:443"
            })
    void check_fromAnOriginThatMay_isAllowed(String headers) {
        assertThatCode(() -> check(headers)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site",
                "Sec-Fetch-Site: cross-site\r\nOrigin: http://chat.example",
                "Sec-Fetch-Site: cross-site\r\nOrigin: https://evil.example",
                "Origin: https://chat.example",
                "Origin: http://chat.example:8080",
                "Origin: http://trusted.example",
                "Origin: https://evil.example",
                "Origin: null"
            })
    void check_fromAnother_isRejected(String headers) {
        assertThat(HttpErrors.text(() -> check(headers))).startsWith("403 cross-origin request refused: ");
    }

    private void check(String headers) {
        REQUESTS.get(
                "/",
                exchange -> {
                    guard.check(exchange);
                    return true;
                },
                headers);
    }
}
