package io.minimost.presence.servlet.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormFieldsTest {
    private static final String URLENCODED = "application/x-www-form-urlencoded";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "x=a|a",
                "x=a+b%20c|a b c",
                "x=%C3%A9|é",
                "x=é|é",
                "y=1&x=a|a",
                "x=a&x=b|a",
                "x=&x=b|''",
                "x|''",
                "x=a=b|a=b",
                "%78=a|a",
                "x=%20+a%C2%A0|a",
                "X=a|''",
                "&&x=a&|a"
            })
    void urlencoded_isDecoded(String body, String text) {
        assertThat(FormFields.parseQuery(body).text("x")).isEqualTo(text);
        assertThat(parse(URLENCODED, body).text("x")).isEqualTo(text);
        assertThat(parse(" Application/X-WWW-Form-Urlencoded ; charset=UTF-8", body)
                        .text("x"))
                .isEqualTo(text);
    }

    @Test
    void has_anyFieldThatIsNamed() {
        FormFields form = FormFields.parseQuery("a&b=&c=1");

        assertThat(form.has("a")).isTrue();
        assertThat(form.has("b")).isTrue();
        assertThat(form.has("c")).isTrue();
        assertThat(form.has("d")).isFalse();
        assertThat(form.texts("d")).isEmpty();
    }

    @Test
    void texts_areInTheirOrder_withoutBlanks() {
        assertThat(FormFields.parseQuery("x=b&y=1&x=+a+&x").texts("x")).containsExactly("b", "a", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x=%", "x=%4", "x=%zz", "x=%-1", "x=%ff", "x=%C3", "%=a", "a=1&x=%ED%A0%80"})
    void urlencoded_withMalformedEscape_isRejected(String text) {
        HttpErrors.assertBadInput(() -> FormFields.parseQuery(text), "query", "query has a malformed escape");
        HttpErrors.assertBadInput(() -> parse(URLENCODED, text), "body", "body has a malformed escape");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text/plain",
                "application/json",
                "application/x-www-form-urlencoded2",
                "multipart/mixed; boundary=b",
                "multipart/form-data",
                "multipart/form-data; boundary=",
                "multipart/form-data; boundary=\"\"",
                "multipart/form-data; boundary=c",
                "multipart/form-data; xboundary=b"
            })
    void bodyOfAnotherType_hasNoFields(String type) {
        assertThat(parse(type, "x=a").has("x")).isFalse();
        assertThat(parse(type, part("b", "name=\"x\"", "a") + "--b--").has("x")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data; boundary=b",
                "multipart/form-data;boundary=b",
                "Multipart/Form-Data; Boundary=b",
                "multipart/form-data; boundary=\"b\"",
                "multipart/form-data; charset=utf-8; boundary=b",
                "multipart/form-data; boundary=b; charset=utf-8"
            })
    void multipart_isReadUpToItsBoundary(String type) {
        String body = "preamble\r\n" + part("b", "name=\"y\"", "1") + part("b", "name=\"x\"", " a\r\nb ") + "--b--\r\n";

        assertThat(parse(type, body).text("x")).isEqualTo("a\r\nb");
        assertThat(parse(type, body).text("y")).isEqualTo("1");
    }

    /** As RFC 2046 has it. */
    @Test
    void boundary_hasAtMostSeventyCharacters() {
        String longest = "b".repeat(70);
        String longer = longest + "b";

        for (String quote : new String[] {"", "\""}) {
            String type = "multipart/form-data; boundary=" + quote + "%s" + quote;
            assertThat(parse(type.formatted(longest), part(longest, "name=\"x\"", "a") + "--" + longest + "--")
                            .text("x"))
                    .isEqualTo("a");
            assertThat(parse(type.formatted(longer), part(longer, "name=\"x\"", "a") + "--" + longer + "--")
                            .texts("x"))
                    .doesNotContain("a");
        }
    }

    @Test
    void boundaryInQuotes_mayHoldBlanksAndSemicolons() {
        assertThat(parse("multipart/form-data; boundary=\"a b;c\"", part("a b;c", "name=\"x\"", "1") + "--a b;c--")
                        .text("x"))
                .isEqualTo("1");
    }

    @Test
    void whatStandsAroundTheParts_isNoField() {
        String type = "multipart/form-data; boundary=b";
        String other = part("c", "name=\"x\"", "a");

        assertThat(parse(type, other + part("b", "name=\"y\"", "1") + "--b--").has("x"))
                .isFalse();
        assertThat(parse(type, part("b", "name=\"y\"", "1") + "--b--\r\n" + other)
                        .has("x"))
                .isFalse();
        assertThat(parse(type, part("b", "name=\"y\"", "1") + "--b--\r\n" + part("b", "name=\"x\"", "a"))
                        .has("x"))
                .isFalse();
    }

    @Test
    void partWithoutAHead_isNoField() {
        String type = "multipart/form-data; boundary=b";

        assertThat(parse(type, "--b\r\nContent-Disposition: form-data; name=\"x\"\r\na\r\n--b--")
                        .has("x"))
                .isFalse();
        assertThat(parse(type, "--b\r\n\r\na\r\n" + part("b", "name=\"x\"", "1") + "--b--")
                        .text("x"))
                .isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name=\"x\"",
                "foo=\"1\"; name=\"x\"",
                "name=\"x\"\r\nContent-Type: text/plain",
                "name=\"x\"; foo=1",
                "  name=\"x\""
            })
    void partOfAForm_isAField(String parameters) {
        assertThat(parse("multipart/form-data; boundary=b", part("b", parameters, "a") + "--b--")
                        .text("x"))
                .isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name=\"x\"; filename=\"f\"",
                "name=\"x\"; filename=f",
                "name=\"x\"; filename*=utf-8''f",
                "name=\"x\"; FileName=\"f\"",
                "filename=\"x\"",
                "name=x",
                "name=\"y\""
            })
    void fileOrPartWithoutTheName_isNoField(String parameters) {
        assertThat(parse("multipart/form-data; boundary=b", part("b", parameters, "a") + "--b--")
                        .has("x"))
                .isFalse();
    }

    @Test
    void headersOfAPart_mayBeInAnyOrderAndCase() {
        String body = "--b\r\nContent-Type: text/plain\r\nCONTENT-DISPOSITION: Form-Data; Name=\"x\"\r\n\r\na\r\n--b--";

        assertThat(parse("multipart/form-data; boundary=b", body).text("x")).isEqualTo("a");
        assertThat(parse("multipart/form-data; boundary=b", body.replace("Form-Data", "attachment"))
                        .has("x"))
                .isFalse();
    }

    @Test
    void fieldsThatTheContainerHasRead_areTakenFromThere() {
        FormFields form = FormFields.of(Map.of("x", new String[] {" a ", "b"}, "none", new String[0]));

        assertThat(form.text("x")).isEqualTo("a");
        assertThat(form.texts("x")).containsExactly("a", "b");
        assertThat(form.text("none")).isEmpty();
        assertThat(form.has("y")).isFalse();
    }

    private static FormFields parse(String type, String body) {
        return FormFields.parse(type, body.getBytes(StandardCharsets.UTF_8));
    }

    private static String part(String boundary, String parameters, String text) {
        return "--%s\r\nContent-Disposition: form-data; %s\r\n\r\n%s\r\n".formatted(boundary, parameters, text);
    }
}
