package io.minimost.presence.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.minimost.presence.testing.Hostile;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelIdTest {
    private static final String EMOJI = "\ud83d\ude00"; // U+1F600: above U+FF5E by code point, below it by UTF-16 unit
    private static final String WIDE_TILDE = "\uff5e";

    static Stream<Arguments> valid() {
        return Stream.of(
                arguments("general", new ChannelId.Public("general")),
                arguments("off-topic", new ChannelId.Public("off-topic")),
                arguments("two words", new ChannelId.Public("two words")),
                arguments("dm", new ChannelId.Public("dm")),
                arguments("private", new ChannelId.Public("private")),
                arguments("x".repeat(64), new ChannelId.Public("x".repeat(64))),
                arguments(EMOJI.repeat(64), new ChannelId.Public(EMOJI.repeat(64))),
                arguments("dm:alice:bob", new ChannelId.Direct(List.of("alice", "bob"))),
                arguments("dm:Bob:alice", new ChannelId.Direct(List.of("Bob", "alice"))),
                arguments("dm:a:b:c", new ChannelId.Direct(List.of("a", "b", "c"))),
                arguments("dm:dm:private", new ChannelId.Direct(List.of("dm", "private"))),
                arguments("dm:" + WIDE_TILDE + ":" + EMOJI, new ChannelId.Direct(List.of(WIDE_TILDE, EMOJI))),
                arguments("private:1", new ChannelId.Private(1)),
                arguments("private:10", new ChannelId.Private(10)),
                arguments("private:" + "9".repeat(18), new ChannelId.Private(999_999_999_999_999_999L)));
    }

    @ParameterizedTest
    @MethodSource("valid")
    void parse_readsTheOneSpelling(String text, ChannelId expected) {
        assertThat(ChannelId.parse(text)).isEqualTo(expected).hasToString(text);
        assertThat(expected.text()).isEqualTo(text);
    }

    static Stream<Arguments> invalid() {
        return Stream.of(
                refused("", "channel is empty"),
                refused(" ", "'", "begins or ends with a blank"),
                refused("general ", "'general '", "begins or ends with a blank"),
                refused("\u3000general", "'\\u3000general'", "begins or ends with a blank"),
                refused("gen\u0000eral", "'gen\\u0000eral'", "control character"),
                refused("gen\teral", "'gen\\u0009eral'", "control character"),
                refused("gen\u009feral", "'gen\\u009feral'", "control character"),
                refused("gen\u2028eral", "'gen\\u2028eral'", "line separator"),
                refused("gen\u2029eral", "'gen\\u2029eral'", "line separator"),
                refused("gen\ud800eral", "'gen\\ud800eral'", "lone surrogate"),
                refused("gen\udc00eral", "'gen\\udc00eral'", "lone surrogate"),
                refused("\ude00\ud83d", "'\\ude00\\ud83d'", "lone surrogate"),
                refused("x".repeat(65), "'" + "x".repeat(65) + "'", "65 characters", "64"),
                refused("x".repeat(200), "'" + "x".repeat(80) + "…'", "200 characters", "64"),
                refused("x".repeat(201), "'" + "x".repeat(80) + "…'", "201 characters", "200"),
                refused(EMOJI.repeat(65), "'" + EMOJI.repeat(40) + "…'", "65 characters", "64"),
                refused("a:b", "'a:b'", "neither dm:<name>:<name> nor private:<number>"),
                refused(":general", "':general'", "neither dm:<name>:<name> nor private:<number>"),
                refused("general:", "'general:'", "neither dm:<name>:<name> nor private:<number>"),
                refused(":", "':'", "neither dm:<name>:<name> nor private:<number>"),
                refused("DM:a:b", "'DM:a:b'", "neither dm:<name>:<name> nor private:<number>"),
                refused("dm:", "'dm:'", "empty"),
                refused("dm:alice", "'dm:alice'", "fewer than two people"),
                refused("dm:alice:alice", "'dm:alice:alice'", "fewer than two people"),
                refused("dm::alice", "'dm::alice'", "empty"),
                refused("dm:alice:", "'dm:alice:'", "empty"),
                refused("dm:alice: bob", "'dm:alice: bob'", "begins or ends with a blank"),
                refused("dm:a:" + "b".repeat(65), "65 characters", "64"),
                refused("dm:b:a", "'dm:b:a'", "must be written 'dm:a:b'"),
                refused("dm:a:b:b", "'dm:a:b:b'", "must be written 'dm:a:b'"),
                refused("dm:" + EMOJI + ":" + WIDE_TILDE, "must be written 'dm:" + WIDE_TILDE + ":" + EMOJI + "'"),
                refused("private:", "'private:'", "must be written private:<number>"),
                refused("private:0", "'private:0'", "must be written private:<number>"),
                refused("private:01", "'private:01'", "no leading zero"),
                refused("private:+1", "'private:+1'", "must be written private:<number>"),
                refused("private:-1", "'private:-1'", "must be written private:<number>"),
                refused("private: 1", "'private: 1'", "must be written private:<number>"),
                refused("private:1:x", "'private:1:x'", "must be written private:<number>"),
                refused("private:\u0661\u0662", "must be written private:<number>"),
                refused("private:" + "9".repeat(19), "9".repeat(19), "1 to 18 digits"),
                refused("private:1" + "0".repeat(30), "0".repeat(30), "1 to 18 digits"));
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void parse_refusesWithTheValueAndTheReason(String text, List<String> partsOfMessage) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChannelId.parse(text))
                .withMessageContainingAll(partsOfMessage.toArray(String[]::new));
    }

    @Test
    void parse_refusesWithMessagesThatAreSafeToLog() {
        for (String text : Hostile.channels()) {
            assertThatIllegalArgumentException()
                    .as(Hostile.printable(text))
                    .isThrownBy(() -> ChannelId.parse(text))
                    .satisfies(e -> assertThat(SafeText.isSafe(String.valueOf(e.getMessage())))
                            .isTrue());
        }
    }

    @Test
    void parse_countsCharactersAndNotUnits() {
        String twoHundred = direct(64, 64, 64, 2);
        assertThat(twoHundred.codePointCount(0, twoHundred.length())).isEqualTo(200);
        assertThat(ChannelId.parse(twoHundred)).hasToString(twoHundred);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChannelId.parse(direct(64, 64, 64, 3)))
                .withMessageContainingAll("201 characters", "at most 200");
    }

    @Test
    void direct_sortsByCodePointAndDropsRepetitions() {
        assertThat(ChannelId.direct("bob", "alice", "bob")).hasToString("dm:alice:bob");
        assertThat(ChannelId.direct(List.of(EMOJI, WIDE_TILDE, "Z", "a")))
                .hasToString("dm:Z:a:" + WIDE_TILDE + ":" + EMOJI);
    }

    @Test
    void direct_refusesFewerThanTwoDifferentPeople() {
        assertThatIllegalArgumentException().isThrownBy(() -> ChannelId.direct());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChannelId.direct("alice", "alice"))
                .withMessageContainingAll("'dm:alice'", "fewer than two people");
    }

    @Test
    void direct_refusesInvalidNames() {
        for (String name : Hostile.names()) {
            assertThatIllegalArgumentException()
                    .as(Hostile.printable(name))
                    .isThrownBy(() -> ChannelId.direct("bob", name));
        }
    }

    @Test
    void direct_refusesTooManyPeople() {
        List<String> people =
                IntStream.range(0, 99).mapToObj(i -> "u%02d".formatted(i)).toList();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChannelId.direct(people))
                .withMessageContaining("at most 200");
    }

    @Test
    void direct_keepsItsOwnCopyOfTheNames() {
        String[] users = {"alice", "bob"};
        ChannelId.Direct channel = new ChannelId.Direct(Arrays.asList(users));
        users[0] = "mallory";

        assertThat(channel.users()).containsExactly("alice", "bob");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE, 1_000_000_000_000_000_000L, Long.MAX_VALUE})
    void private_refusesNumbersOutsideOfOneTo18Digits(long id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChannelId.Private(id))
                .withMessageContainingAll(Long.toString(id), "1 to 18 digits");
    }

    @Test
    @SuppressWarnings("NullAway")
    void null_isNamed() {
        assertThatThrownBy(() -> ChannelId.parse(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("channel");
        assertThatThrownBy(() -> new ChannelId.Public(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("channel");
    }

    private static Arguments refused(String text, String... partsOfMessage) {
        return arguments(Named.of("'" + Hostile.printable(text) + "'", text), List.of(partsOfMessage));
    }

    /** A direct channel of users whose names have these lengths. */
    private static String direct(int... lengths) {
        StringBuilder text = new StringBuilder("dm");
        for (int i = 0; i < lengths.length; i++) {
            text.append(':').append((char) ('a' + i)).append(EMOJI.repeat(lengths[i] - 1));
        }
        return text.toString();
    }
}
