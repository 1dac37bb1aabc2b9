package io.minimost.presence.servlet.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class InputFieldTest {
    @Test
    void read_isWhatTheRuleMakesOfIt() {
        assertThat(InputField.<Integer>read("age", "7", Integer::valueOf)).isEqualTo(7);
    }

    @Test
    void read_ofWhatTheRuleRefuses_namesTheField() {
        assertThat(HttpErrorText.words(() -> InputField.read("age", "x", text -> {
                    throw new IllegalArgumentException("no number: " + text);
                })))
                .isEqualTo("400 age: no number: x");
    }

    @Test
    void read_ofWhatFailsForAnotherReason_isNotTheClientsFault() {
        assertThatIllegalStateException()
                .isThrownBy(() -> InputField.read("age", "x", text -> {
                    throw new IllegalStateException();
                }));
    }
}
