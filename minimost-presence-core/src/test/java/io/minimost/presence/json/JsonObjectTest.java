package io.minimost.presence.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random and extreme texts. */
class JsonObjectTest {
    @Test
    void parse_randomText_isAnObjectOrRejected() {
        Random random = new Random(815);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(24)];
            random.nextBytes(bytes);
            readOrRefuse(new String(bytes, i % 2 == 0 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_16));
        }
    }

    @Test
    void parse_randomlyDamagedObject_isAnObjectOrRejected() {
        Random random = new Random(42);
        int read = 0;
        for (int i = 0; i < 30_000; i++) {
            byte[] bytes = "{\"state\":\"idle\",\"x\":[1,-2.5e3,{\"y\":null}]}".getBytes(StandardCharsets.US_ASCII);
            for (int damage = 1 + random.nextInt(2); damage > 0; damage--) {
                String alphabet = "{}[]\",:\\0eE-.x\u0000\u00FF";
                bytes[random.nextInt(bytes.length)] = (byte) alphabet.charAt(random.nextInt(alphabet.length()));
            }
            read += readOrRefuse(new String(bytes, StandardCharsets.ISO_8859_1)) ? 1 : 0;
        }
        assertThat(read).isBetween(1000, 29_000);
    }

    @Test
    void text_ofEscapes_isDecoded() {
        assertThat(parse("{\"x\":\"\\u00e9\\n\\ud83d\\ude00\"}").text("x")).contains("é\n\uD83D\uDE00");
    }

    @Test
    void parse_nesting_endsAt32Levels() {
        assertThat(parse("{\"x\":" + "[".repeat(31) + "]".repeat(31) + "}").text("y"))
                .isEmpty();
        assertThat(InputErrors.text(() -> parse("{\"x\":" + "[".repeat(32) + "]".repeat(32) + "}")))
                .startsWith("body: ");
    }

    @Test
    void parse_otherThanAnObject_saysWhatItIs() {
        InputErrors.assertBadInput(() -> parse("[1]"), "body", "body must be a JSON object, not [1]");
        InputErrors.assertBadInput(() -> parse("null"), "body", "body must be a JSON object, not null");
        InputErrors.assertBadInput(() -> parse(" "), "body", "body must be a JSON object, not nothing");
    }

    /** An error message repeats only the beginning of the input. */
    @Test
    void parse_longValue_isShownUpToEightyCharacters() {
        String whole = "\"" + "x".repeat(78) + "\"";
        String longer = "\"" + "x".repeat(79) + "\"";

        InputErrors.assertBadInput(() -> parse(whole), "body", "body must be a JSON object, not " + whole);
        InputErrors.assertBadInput(
                () -> parse(longer), "body", "body must be a JSON object, not \"" + "x".repeat(79) + "…");
    }

    @Test
    void text_isAsItWasSent_orMissing() {
        JsonObject input = parse("{\"x\":\" a \",\"empty\":\"\",\"none\":null}");

        assertThat(input.text("x")).contains(" a ");
        assertThat(input.text("empty")).contains("");
        assertThat(input.text("none")).isEmpty();
        assertThat(input.text("missing")).isEmpty();
        InputErrors.assertBadInput(() -> parse("{\"x\":1}").text("x"), "x", "x must be a text, not 1");
        InputErrors.assertBadInput(() -> parse("{\"x\":[\"a\"]}").text("x"), "x", "x must be a text, not [\"a\"]");
    }

    @Test
    void trimmed_isWithoutBlanks() {
        JsonObject input = parse("{\"x\":\" \u00A0a b\\n\",\"blank\":\" \",\"none\":null}");

        assertThat(input.trimmed("x")).isEqualTo("a b");
        for (String field : new String[] {"blank", "none", "missing"}) {
            assertThat(input.trimmed(field)).isEmpty();
        }
    }

    @Test
    void texts_areWithoutBlanks_andNoneIsBlank() {
        JsonObject input = parse("{\"x\":[\" bob\",\"\",\"\u00A0\",\"alice \",\"bob\"],\"empty\":[],\"none\":null}");

        assertThat(input.texts("x")).containsExactly("bob", "alice", "bob");
        for (String field : new String[] {"empty", "none", "missing"}) {
            assertThat(input.texts(field)).isEmpty();
        }
        InputErrors.assertBadInput(
                () -> parse("{\"x\":\"a\"}").texts("x"), "x", "x must be an array of texts, not \"a\"");
        InputErrors.assertBadInput(() -> parse("{\"x\":{}}").texts("x"), "x", "x must be an array of texts, not {}");
        InputErrors.assertBadInput(
                () -> parse("{\"x\":[\"a\",null]}").texts("x"), "x", "x must hold texts only, not null");
        InputErrors.assertBadInput(() -> parse("{\"x\":[[]]}").texts("x"), "x", "x must hold texts only, not []");
    }

    @Test
    void flag_isFalseIfItIsMissing() {
        JsonObject input = parse("{\"yes\":true,\"no\":false,\"none\":null}");

        assertThat(input.flag("yes")).isTrue();
        for (String field : new String[] {"no", "none", "missing"}) {
            assertThat(input.flag(field)).isFalse();
        }
        InputErrors.assertBadInput(() -> parse("{\"x\":1}").flag("x"), "x", "x must be true or false, not 1");
        InputErrors.assertBadInput(
                () -> parse("{\"x\":\"true\"}").flag("x"), "x", "x must be true or false, not \"true\"");
    }

    @Test
    void word_isWhatItStandsFor() {
        assertThat(parse("{\"x\":\"ab\"}").<Integer>word("x", word -> Optional.of(word.length())))
                .contains(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"x\":\"c\"}", "{\"x\":null}", "{\"x\":1}", "{\"x\":[\"one\"]}", "{}"})
    void word_thatStandsForNothing_isEmpty(String json) {
        assertThat(parse(json).<Integer>word("x", word -> word.equals("one") ? Optional.of(1) : Optional.empty()))
                .isEmpty();
    }

    @Test
    void has_isTrueOfFieldsThatAreNotNull() {
        assertThat(parse("{\"x\":\"\"}").has("x")).isTrue();
        assertThat(parse("{\"x\":null}").has("x")).isFalse();
        assertThat(parse("{}").has("x")).isFalse();
    }

    @Test
    void errors_nameThePlace_andNotTheParser() {
        InputErrors.assertBadInput(
                () -> parse("{\"x\":\n  treu}"), "body", "body is not valid JSON, see line 2, column 3");
        InputErrors.assertBadInput(
                () -> parse("{\"x\":1,\"x\":2}"), "body", "body is not valid JSON, see line 1, column 11");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e22",
                "1.0",
                "-0",
                "0.1000000000000000055511151231257827",
                "123456789012345678901234567890",
                "true",
                "false",
                "\"\"",
                "\"a\\u00e9\\n\\\"}\"",
                "\"é\uD83D\uDE00\"",
                "[]",
                "[1,[2], {}]",
                "{\"b\": 1.50, \"a\": {\"payload\": 2}}"
            })
    void raw_isWhatWasSentLetterByLetter(String value) {
        assertThat(parse("{\"payload\":" + value + "}").raw("payload")).contains(value);
        assertThat(parse(" { \"a\" : {\"payload\":0} ,\n \"payload\" : " + value + " , \"z\" : 1 } ")
                        .raw("payload"))
                .contains(value);
        assertThat(parse("{\"\\u0070ayload\":" + value + "\t}").raw("payload")).contains(value);
    }

    @Test
    void raw_ofNullOrNothing_isEmpty() {
        assertThat(parse("{\"payload\":null}").raw("payload")).isEmpty();
        assertThat(parse("{\"x\":{\"payload\":1}}").raw("payload")).isEmpty();
    }

    @Test
    void required_isTheStrippedText_andNotEmpty() {
        assertThat(parse("{\"x\":\" a \"}").required("x")).isEqualTo("a");
        for (String json : new String[] {"{}", "{\"x\":null}", "{\"x\":\"\"}", "{\"x\":\" \u00A0\"}"}) {
            InputErrors.assertError(() -> parse(json).required("x"), "x required");
        }
        InputErrors.assertBadInput(() -> parse("{\"x\":1}").required("x"), "x", "x must be a text, not 1");
    }

    @Test
    void errors_showTheValueAsItWasSent_withoutBlanksAroundItsParts() {
        InputErrors.assertBadInput(
                () -> parse("{\"x\":\n{ \"a\" : [1.50, -0, 1e400, \"\\u00e9 \\\" , \\\\\", null, true ] , \"b\":{} }}")
                        .text("x"),
                "x",
                "x must be a text, not {\"a\":[1.50,-0,1e400,\"\\u00e9 \\\" , \\\\\",null,true],\"b\":{}}");
    }

    private static JsonObject parse(String json) {
        return JsonObject.parse(json);
    }

    /** Whether the text was read; any error but bad input fails. */
    private static boolean readOrRefuse(String text) {
        try {
            JsonObject.parse(text).text("state");
            return true;
        } catch (InvalidInputException error) {
            return false;
        }
    }
}
