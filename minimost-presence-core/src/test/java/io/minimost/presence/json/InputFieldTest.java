package io.minimost.presence.json;

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
        assertThat(InputErrors.text(() -> InputField.read("age", "x", text -> {
                    throw new IllegalArgumentException("no number: " + text);
                })))
                .isEqualTo("age: no number: x");
    }

    @Test
    void read_whenTheRuleFailsOtherwise_isNoBadInput() {
        assertThatIllegalStateException()
                .isThrownBy(() -> InputField.read("age", "x", text -> {
                    throw new IllegalStateException();
                }));
    }
}
