package io.minimost.presence.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {
    @ParameterizedTest
    @CsvSource({
        "http://chat.example, HTTP://Chat.Example:80",
        "https://chat.example, https://chat.example:443",
        "http://my_host:8080, http://MY_HOST:8080",
        "http://[::1]:8080, http://[::1]:8080",
        "http://[FE80::192.168.0.1], http://[fe80::192.168.0.1]:80",
        "ftp://a:21, FTP://A:21",
        "moz-extension://a-1, moz-extension://A-1",
        "http://a:65535, http://a:65535",
        "http://a.~_-0, http://a.~_-0:80",
    })
    void parse_sameOrigin_isEqual(String one, String other) {
        assertThat(Origin.parse(one)).isPresent().isEqualTo(Origin.parse(other));
    }

    @ParameterizedTest
    @CsvSource({
        "http://chat.example, https://chat.example",
        "http://chat.example, http://chat.example:443",
        "http://chat.example, http://chat.example:8080",
        "http://chat.example, http://chat.example.org",
        "https://chat.example, https://chat.example:80",
        "ftp://chat.example, ftp://chat.example:80",
        "http://chat.example, http://chat.example:080",
    })
    void parse_otherOrigin_isNotEqual(String one, String other) {
        assertThat(Origin.parse(one)).isPresent().isNotEqualTo(Origin.parse(other));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "chat.example",
                "//chat.example",
                "http://",
                "http://a/",
                "http://a/b",
                "http://u@a",
                "http://a?b",
                "http://a#b",
                "http://a:",
                "http://a:b",
                "http://a b",
                "http://a, http://b",
                "http://a:80:80",
                "http://a:123456",
                "http://a%20b",
                "http://[::1",
                "http://[x]",
                "http://::1",
                "1http://a",
                "+http://a",
                "http:/a",
                "http://a\n",
                " http://a",
                "http://é"
            })
    void parse_noOrigin_isEmpty(String text) {
        assertThat(Origin.parse(text)).isEmpty();
    }

    @Test
    void origin_ofItsParts_isTheSameAsParsed() {
        assertThat(new Origin("HTTP", "A", "80")).isEqualTo(parsed("http://a"));
        assertThat(new Origin("https", "[FE80::1]", "443")).isEqualTo(parsed("https://[fe80::1]"));
        assertThat(new Origin("http", "a", "8080")).isEqualTo(parsed("http://a:8080"));
        assertThat(new Origin("ftp", "a", "")).isEqualTo(parsed("ftp://a"));
    }

    private static Origin parsed(String text) {
        return Origin.parse(text).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "'', a, 80, scheme ''",
        "http://, a, 80, scheme 'http://'",
        "1http, a, 80, scheme '1http'",
        "http, '', 80, host ''",
        "http, a:80, '', host 'a:80'",
        "http, a/b, '', host 'a/b'",
        "http, ::1, '', host '::1'",
        "http, é, '', host 'é'",
        "http, a, :80, port ':80'",
        "http, a, http, port 'http'",
        "http, a, 123456, port '123456'",
        "http, a, 8 0, port '8 0'",
    })
    void origin_ofWhatIsNoPart_isRejected(String scheme, String host, String port, String named) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Origin(scheme, host, port))
                .withMessage(named + " cannot be part of an origin");
    }
}
