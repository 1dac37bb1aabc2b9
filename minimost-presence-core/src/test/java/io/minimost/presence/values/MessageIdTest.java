package io.minimost.presence.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageIdTest {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String ALLOWED = LETTERS + LETTERS.toLowerCase(Locale.ROOT) + "0123456789._~:-";

    @Test
    void eachAllowedCharacter_isAnIdentifierAlone_exceptTheDot() {
        ALLOWED.chars()
                .mapToObj(Character::toString)
                .filter(text -> !text.equals("."))
                .forEach(text -> assertThat(new MessageId(text).text()).isEqualTo(text));
    }

    @Test
    void eachOtherCharacter_isRefused_whereverItStands() {
        for (int c = 0; c < 0x3000; c++) {
            String other = Character.toString(c);
            if (!ALLOWED.contains(other) && Character.getType(c) != Character.SURROGATE) {
                for (String text : new String[] {other, "a" + other, other + "a", "a" + other + "a"}) {
                    assertThatIllegalArgumentException()
                            .as("U+%04x", c)
                            .isThrownBy(() -> new MessageId(text))
                            .withMessageContaining("message id");
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "0",
                "07",
                "-1",
                "...",
                "..a",
                ".a",
                "a.",
                "0190f3a2-7c1e-7b4a-9d55-2f1f0c9b7a11",
                "event:example.org",
                "1716000000.123456",
                "~",
                "ALICE:bob"
            })
    void text_isKeptExactly(String text) {
        assertThat(new MessageId(text)).hasToString(text);
    }

    @Test
    void text_of128Characters_isTheLongest() {
        assertThat(new MessageId("x".repeat(128)).text()).hasSize(128);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MessageId("x".repeat(129)))
                .withMessageContaining("129 characters")
                .withMessageContaining("at most 128");
    }

    @Test
    @SuppressWarnings("NullAway")
    void text_thatIsEmpty_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MessageId("")).withMessage("message id is empty");
        assertThatNullPointerException().isThrownBy(() -> new MessageId(null)).withMessage("message id");
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ".."})
    void text_thatMeansAFolder_isRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MessageId(text))
                .withMessage("message id '" + text + "' means a folder in a path");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "42, 42", "9223372036854775807, 9223372036854775807"})
    void number_isThatOfTheText(String text, long number) {
        assertThat(new MessageId(text).number()).contains(number);
        assertThat(MessageId.of(number)).isEqualTo(new MessageId(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "00", "01", "-1", "1.0", "1e3", "x", "1:2", "9223372036854775808", "9999999999999999999"})
    void number_ofAnotherText_isEmpty(String text) {
        assertThat(new MessageId(text).number()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void number_belowOne_isRefused(long number) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MessageId.of(number))
                .withMessageContaining(Long.toString(number));
    }
}
