package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.minimost.presence.values.ChannelId;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The filter's suites show what the parameters do. */
class ConnectParametersTest {
    @Test
    void noParameters_changeNothing() {
        ConnectRequest request = with(Map.of());

        assertThat(request.channels()).isEmpty();
        assertThat(request.receivesFacts()).isFalse();
        assertThat(request.namesChannels()).isFalse();
        assertThat(request.session()).isEmpty();
        assertThat(request.cursor()).isEmpty();
        assertThat(request.presenceScope()).isEqualTo(PresenceScope.EVERYONE);
    }

    @Test
    void parameters_areTakenOver() {
        ConnectRequest request = with(Map.of(
                "channel", List.of("general", "", "dm:ann:bob", "general"),
                "after", List.of("41"),
                "facts", List.of("1"),
                "named", List.of("true"),
                "session", List.of("laptop-1"),
                "presence", List.of("members"),
                "presence_of", List.of("bob", "carol"),
                "theme", List.of("dark")));

        assertThat(request.channels()).containsExactly(ChannelId.parse("general"), ChannelId.direct("ann", "bob"));
        assertThat(request.cursor()).contains("41");
        assertThat(request.receivesFacts()).isTrue();
        assertThat(request.namesChannels()).isTrue();
        assertThat(request.session()).contains("laptop-1");
        assertThat(request.presenceScope().members()).isTrue();
        assertThat(request.presenceScope().users()).containsExactly("bob", "carol");
    }

    @ParameterizedTest
    @CsvSource({
        "facts,    yes,      facts must be true or false",
        "named,    2,        named must be true or false",
        "session,  short,    session must be 8 to 64 of A-Z a-z 0-9 . _ ~ -",
        "presence, nobody,   'presence must be all, members or none, and not all with presence_of'"
    })
    void malformedParameter_isNamed(String name, String value, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(Map.of(name, List.of(value))))
                .withMessage(message);
    }

    @Test
    void tooManyChannels_areRefused() {
        List<String> names = IntStream.rangeClosed(0, ConnectRequest.MAX_CHANNELS)
                .mapToObj(i -> "c" + i)
                .toList();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(Map.of("channel", names)))
                .withMessage("101 channels are more than 100");
    }

    private static ConnectRequest with(Map<String, List<String>> parameters) {
        return ConnectRequest.of("ann").withParameters(parameters, ChannelId::parse);
    }
}
