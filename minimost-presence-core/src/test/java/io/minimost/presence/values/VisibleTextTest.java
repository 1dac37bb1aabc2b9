package io.minimost.presence.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What users can see, tried with every character of Unicode: names of users, of channels, of reactions, display names. */
class VisibleTextTest {
    private static final List<Function<String, Object>> RULES = List.of(
            UserName::require,
            ChannelName::require,
            ReactionName::require,
            ChannelId.Public::new,
            ChannelId::parse,
            name -> ChannelId.direct("A", name));

    static List<Function<String, Object>> rules() {
        return RULES;
    }

    @ParameterizedTest
    @MethodSource("rules")
    void blanksOfAllKinds_areRefusedAtTheEndsAndAlone(Function<String, Object> rule) {
        for (String blank : strings(c -> Character.isSpaceChar(c) || Character.isWhitespace(c) || c == 0x2800)) {
            refused(rule, blank, blank + blank);
            if (rule != RULES.get(1)) { // A display name is stripped.
                refused(rule, blank + "x", "x" + blank, blank + "x" + blank);
            }
        }
    }

    @Test
    void displayNames_haveNoBlanksAtTheEnds() {
        for (String blank : strings(c -> Character.isSpaceChar(c) || Character.isWhitespace(c) || c == 0x2800)) {
            assertThat(ChannelName.require(blank + blank + "x y" + blank)).isEqualTo("x y");
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void directions_areRefusedEverywhere(Function<String, Object> rule) {
        for (String direction : strings(VisibleTextTest::isDirection)) {
            refused(rule, direction, direction + "x", "x" + direction, "x" + direction + "x");
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void noncharactersControlsSeparatorsAndLoneSurrogates_areRefusedEverywhere(Function<String, Object> rule) {
        IntPredicate isNoncharacter = c -> (c & 0xffff) >= 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
        IntPredicate isSeparator = c -> c == 0x2028 || c == 0x2029;
        assertThat(strings(isNoncharacter)).hasSize(66);
        for (String c : strings(isNoncharacter
                .or(isSeparator)
                .or(Character::isISOControl)
                .or(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE))) {
            refused(rule, c, "x" + c + "x");
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void formatCharactersAndMarks_areNothingToSee(Function<String, Object> rule) {
        for (String c : strings(c -> switch (Character.getType(c)) {
            case Character.FORMAT,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK -> true;
            default -> false;
        })) {
            refused(rule, c, c + c);
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void invisibleCharacters_areRefusedAtTheEndsAndAlone(Function<String, Object> rule) {
        for (int c : new int[] {
            0xad, 0x34f, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x180b, 0x180e, 0x180f, 0x200b, 0x200c, 0x200d, 0x2060, 0x2061,
            0x2064, 0x2065, 0x206a, 0x206f, 0x3164, 0xfe00, 0xfe0e, 0xfe0f, 0xfeff, 0xffa0, 0xfff0, 0xfff9, 0xfffb,
            0x1bca0, 0x1d173, 0xe0001, 0xe0020, 0xe0041, 0xe007f, 0xe0080, 0xe0100, 0xe01ef, 0xe0fff
        }) {
            String invisible = Character.toString(c);
            refused(rule, invisible, invisible + "x", "x" + invisible, "x" + invisible + invisible);
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void invisibleCharactersThatNothingNeeds_areRefusedInside(Function<String, Object> rule) {
        for (String name : List.of(
                "ali\u200bce",
                "ali\u00adce",
                "ali\ufeffce",
                "ali\u2060ce",
                "ali\u3164ce",
                "ali\uffa0ce",
                "ali\ufe0fce",
                "ali" + Character.toString(0xe0061) + "ce",
                "ali" + Character.toString(0xe0100) + "ce")) {
            refused(rule, name);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jos\u00e9",
                "jose\u0301",
                "al\u0456ce",
                "a\u0300\u0301\u0302\u0303",
                "\u0646\u0627\u0645\u0647\u200c\u0627\u06cc", // Persian, with a non-joiner
                "\u0915\u094d\u200d\u0937", // Hindi, with a joiner
                "\u0e2a\u0e21\u0e0a\u0e32\u0e22", // Thai
                "\u1820\u180b\u1821", // Mongolian, with a variation
                "\u845b\udb40\udd00", // an ideograph of names, with its variation
                "\u2764", // a heart
                "\u2764\ufe0f", // as an emoji
                "\u2764\ufe0e", // as a text
                "\u2764\ufe0f\u200d\ud83d\udd25", // on fire
                "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67", // a family
                "\ud83d\udc4d\ud83c\udffd", // with a skin tone
                "1\ufe0f\u20e3", // a keycap
                "\ud83c\udde9\ud83c\uddea", // a flag of two letters
                "\ud83c\udff4\udb40\udc67\udb40\udc62\udb40\udc65\udb40\udc6e\udb40\udc67\udb40\udc7f", // one of tags
                "\ud83e\udee8", // newer than Java 17
                "\u280f\u2800\u280f", // Braille with a blank
                "two words",
                "a\u00a0b",
                "\u674e \u5c0f\u9f99"
            })
    void namesOfPeople_areValid(String name) {
        for (Function<String, Object> rule : RULES) {
            assertThatCode(() -> rule.apply(name)).doesNotThrowAnyException();
        }
    }

    /** Nothing that can be seen is refused without a reason that is tested above. */
    @Test
    void lettersDigitsAndSymbols_areValidEverywhere() {
        List<String> visible = strings(c -> c >= 0x80
                && (Character.isLetterOrDigit(c) || Character.getType(c) == Character.OTHER_SYMBOL)
                && !List.of(0x115f, 0x1160, 0x3164, 0xffa0, 0x2800, 0x1d159, 0x13441, 0x13442)
                        .contains(c));
        assertThat(visible).hasSizeGreaterThan(100_000);
        for (String c : visible) {
            for (String name : List.of(c, "x" + c, c + "x")) {
                assertThat(UserName.require(name)).isSameAs(name);
            }
        }
    }

    @Test
    void messages_nameTheCharacterAndAreSafeToLog() {
        for (String c : strings(c -> c >= 0x80 && (Character.isSpaceChar(c) || !Character.isLetterOrDigit(c)))) {
            for (String name : List.of(c, "x" + c + "x", "\ud83d\ude00" + c)) {
                try {
                    UserName.require(name);
                } catch (IllegalArgumentException e) {
                    assertThat(SafeText.isSafe(String.valueOf(e.getMessage()))).isTrue();
                }
            }
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UserName.require("alice\u202ebob"))
                .withMessage("user name 'alice\\u202ebob' contains a direction mark, U+202E");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChannelName.require("\u3164"))
                .withMessage("channel name '\\u3164' contains an invisible character where nothing needs it, U+3164");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReactionName.require("\u0301\u0302"))
                .withMessage("reaction '\\u0301\\u0302' has no visible character");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChannelId.parse("x\uffff"))
                .withMessage("channel 'x\\uffff' contains a noncharacter, U+FFFF");
    }

    private static boolean isDirection(int c) {
        return c == 0x61c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    }

    private static List<String> strings(IntPredicate wanted) {
        return IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(wanted)
                .mapToObj(Character::toString)
                .toList();
    }

    private static void refused(Function<String, Object> rule, String... names) {
        for (String name : names) {
            assertThatIllegalArgumentException()
                    .as(() -> name.codePoints()
                            .mapToObj(Integer::toHexString)
                            .toList()
                            .toString())
                    .isThrownBy(() -> rule.apply(name));
        }
    }
}
