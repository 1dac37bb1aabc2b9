package io.minimost.presence.presence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PresenceOverrideTest {
    @ParameterizedTest
    @CsvSource({"active, ACTIVE", "idle, IDLE", "offline, OFFLINE"})
    void word_isMiniMosts(String word, PresenceOverride override) {
        assertThat(override.value()).isEqualTo(word);
        assertThat(PresenceOverride.fromValue(word)).contains(override);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hidden", "auto", "ACTIVE", " idle"})
    void ofWord_acceptsNothingElse(String word) {
        assertThat(PresenceOverride.fromValue(word)).isEmpty();
    }
}
