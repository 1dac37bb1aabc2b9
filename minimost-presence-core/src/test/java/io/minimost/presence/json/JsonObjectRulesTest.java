package io.minimost.presence.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each read of a field accepts, and its error messages. */
class JsonObjectRulesTest {
    private static final String EMPTY = "{\"null\":null}";

    @Test
    void parse_ofWhatIsNoObject_saysWhatItIs() {
        assertThat(rejected(() -> parse("[1, 2]"))).isEqualTo("body: body must be a JSON object, not [1,2]");
        assertThat(rejected(() -> parse("7"))).isEqualTo("body: body must be a JSON object, not 7");
        assertThat(rejected(() -> parse("null"))).isEqualTo("body: body must be a JSON object, not null");
        assertThat(rejected(() -> parse(" "))).isEqualTo("body: body must be a JSON object, not nothing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{'a':1,'a':2}", "{'a':NaN}", "{} {}", "{'a':}", "{", "{a:1}", "{'a':01}"})
    void parse_ofWhatIsNoStrictJson_isRejected(String json) {
        assertThat(rejected(() -> parse(json.replace('\'', '"'))))
                .startsWith("body: body is not valid JSON, see line 1, column ");
    }

    @Test
    void parse_asDeepAsAllowed_andNoDeeper() {
        int inside = JsonObject.MAX_DEPTH - 1;
        assertThat(parse("{\"a\":" + "[".repeat(inside) + "]".repeat(inside) + "}")
                        .text("b"))
                .isEmpty();
        assertThat(rejected(() -> parse("{\"a\":" + "[".repeat(inside + 1) + "]".repeat(inside + 1) + "}")))
                .isEqualTo("body: body is nested deeper than 32, or has too long a name or number");
    }

    @Test
    void errorMessage_showsEightyCharactersOfTheValue() {
        String shown = "[" + "1".repeat(78) + "]";
        assertThat(rejected(() -> parse(shown))).endsWith("not " + shown);
        assertThat(rejected(() -> parse("[" + "1".repeat(79) + "]"))).endsWith("not [" + "1".repeat(79) + "…");
    }

    @Test
    void errorMessage_cutsNoCharacterInTwo() {
        String smile = "\uD83D\uDE00";
        assertThat(rejected(() -> parse("[\"" + smile.repeat(50) + "\"]")))
                .endsWith("not [\"" + smile.repeat(39) + "…");
        assertThat(rejected(() -> parse("[\"a" + smile.repeat(50) + "\"]")))
                .endsWith("not [\"a" + smile.repeat(38) + "…");
    }

    @Test
    void text_isAsItWasSent() {
        assertThat(parse("{\"a\":\" b \"}").text("a")).contains(" b ");
        assertThat(parse(EMPTY).text("null")).isEmpty();
        assertThat(parse(EMPTY).text("missing")).isEmpty();
        assertThat(rejected(() -> parse("{\"a\":1}").text("a"))).isEqualTo("a: a must be a text, not 1");
    }

    @Test
    void trimmed_hasNoBlanksAtItsEnds() {
        assertThat(parse("{\"a\":\" b c \"}").trimmed("a")).isEqualTo("b c");
        assertThat(parse(EMPTY).trimmed("null")).isEmpty();
        assertThat(parse(EMPTY).trimmed("missing")).isEmpty();
        assertThat(rejected(() -> parse("{\"a\":[]}").trimmed("a"))).isEqualTo("a: a must be a text, not []");
    }

    @Test
    void texts_areTrimmedAndNoneIsBlank() {
        assertThat(parse("{\"a\":[\" b \",\"  \",\"\",\"c\"]}").texts("a")).containsExactly("b", "c");
        assertThat(parse(EMPTY).texts("null")).isEmpty();
        assertThat(parse(EMPTY).texts("missing")).isEmpty();
        assertThat(rejected(() -> parse("{\"a\":\"b\"}").texts("a")))
                .isEqualTo("a: a must be an array of texts, not \"b\"");
        assertThat(rejected(() -> parse("{\"a\":{}}").texts("a"))).isEqualTo("a: a must be an array of texts, not {}");
        assertThat(rejected(() -> parse("{\"a\":[\"b\",null]}").texts("a")))
                .isEqualTo("a: a must hold texts only, not null");
    }

    @Test
    void flag_isFalseUnlessItIsTrue() {
        assertThat(parse("{\"a\":true}").flag("a")).isTrue();
        assertThat(parse("{\"a\":false}").flag("a")).isFalse();
        assertThat(parse(EMPTY).flag("null")).isFalse();
        assertThat(parse(EMPTY).flag("missing")).isFalse();
        assertThat(rejected(() -> parse("{\"a\":\"true\"}").flag("a")))
                .isEqualTo("a: a must be true or false, not \"true\"");
        assertThat(rejected(() -> parse("{\"a\":1}").flag("a"))).isEqualTo("a: a must be true or false, not 1");
    }

    private static String rejected(ThrowingCallable call) {
        return InputErrors.text(call);
    }

    private static JsonObject parse(String json) {
        return JsonObject.parse(json);
    }
}
