package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.minimost.presence.events.FactKind;
import io.minimost.presence.push.ConnectRequest;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.PresenceState;
import io.minimost.presence.values.UserName;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Locales with other digits, and with other letters in lower case, change nothing. */
@ResourceLock(Resources.LOCALE)
class LocaleTest {
    private final Locale before = Locale.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG-u-nu-arab", "fa-IR-u-nu-arabext", "tr-TR", "hi-IN-u-nu-deva"})
    void textsThatAreSent_areTheSame(String locale) {
        Locale.setDefault(Locale.forLanguageTag(locale));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> UserName.require("x".repeat(65)))
                .withMessageEndingWith("has 65 characters, at most 64 are allowed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConnectRequest.of("alice")
                        .withChannels(IntStream.range(0, 101)
                                .<ChannelId>mapToObj(i -> ChannelId.parse("c" + i))
                                .toList()))
                .withMessageContaining("101");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UserName.require("a\u0001"))
                .withMessageContaining("\\u0001");
        assertThat(EpochSeconds.text(1_716_000_000.25)).isEqualTo("1716000000.25");
        assertThat(new ChannelId.Private(12).text()).isEqualTo("private:12");
        assertThat(PresenceState.fromValue("idle")).contains(PresenceState.IDLE);
        assertThat(FactKind.CALL_INVITED.value()).isEqualTo("call_invited");
    }
}
