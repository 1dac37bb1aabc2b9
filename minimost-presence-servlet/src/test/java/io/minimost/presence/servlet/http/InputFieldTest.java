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
    void read_ofWhatTheRuleRejects_namesTheField() {
        assertThat(HttpErrors.text(() -> InputField.read("age", "x", text -> {
                    throw new IllegalArgumentException("no number: " + text);
                })))
                .isEqualTo("400 age: no number: x");
    }

    @Test
    void read_whenTheRuleFailsOtherwise_isNoBadInput() {
        assertThatIllegalStateException()
                .isThrownBy(() -> InputField.read("age", "x", text -> {
                    throw new IllegalStateException();
                }));
    }
}
