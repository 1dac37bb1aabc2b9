package io.minimost.presence.values;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PresenceStateTest {
    @ParameterizedTest
    @CsvSource({"active, ACTIVE", "idle, IDLE", "hidden, HIDDEN", "offline, OFFLINE"})
    void word_isMiniMosts(String word, PresenceState state) {
        assertThat(state.value()).isEqualTo(word);
        assertThat(PresenceState.fromValue(word)).contains(state);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ACTIVE", "Active", " active", "auto", "away"})
    void ofWord_acceptsNothingElse(String word) {
        assertThat(PresenceState.fromValue(word)).isEmpty();
    }

    @Test
    void states_areTheFourOfMiniMost() {
        assertThat(PresenceState.values()).hasSize(4);
    }
}
