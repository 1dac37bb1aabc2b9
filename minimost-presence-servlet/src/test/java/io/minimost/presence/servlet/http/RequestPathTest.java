package io.minimost.presence.servlet.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {
    private static final Set<String> NAMES = Set.of("typing", "presence");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/typing/general | typing general",
                "/typing/ | 'typing '",
                "/typing | typing",
                "/typing/a/b/c | typing a b c",
                "/%74%79ping/general | typing general",
                "/typing/dm%3Aalice:bob | typing dm:alice:bob",
                "/typing/caf%C3%a9 | typing café",
                "/typing/%F0%9F%98%80 | typing \uD83D\uDE00",
                "/typing/a+b~c%20d!$&()*, | typing a+b~c d!$&()*,",
                "/typing/... | typing ...",
                "/typing/.x | typing .x"
            })
    void parse_plainPath_decodesSegments(String uri, String segments) {
        assertThat(parse(uri).map(list -> String.join(" ", list))).contains(segments);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "*",
                "typing/general",
                "/other",
                "/Typing/general",
                "/typings/general",
                "/other;x/%2F//%zz",
                "//typing/general",
                "/./typing/general",
                "/x/../typing/general",
                "/;/typing/general",
                "/%2574yping/general",
                "/typing%00/general",
                "/typ\uFF49ng/general",
                "/%1/typing",
                "/t%yping/general"
            })
    void parse_pathOfTheHost_isEmpty(String uri) {
        assertThat(parse(uri)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/typing//general",
                "/typing/general//",
                "/typing/general;x=1",
                "/typing;x=1/general",
                "/typing;%zz/general",
                "/typing%3Bx/general",
                "/typing%2Fgeneral",
                "/typing%5Cgeneral",
                "/typing\\general",
                "/%74yping;/general",
                "/typing/.",
                "/typing/./general",
                "/typing/..",
                "/typing/%2e",
                "/typing/.%2E/x",
                "/typing/a%2Fb",
                "/typing/a%2fb",
                "/typing/a%5cb",
                "/typing/a%25b",
                "/typing/a%00",
                "/typing/a%1F",
                "/typing/a%7f",
                "/typing/a%C2%80",
                "/typing/%",
                "/typing/%4",
                "/typing/%4g",
                "/typing/%\uFF11\uFF12",
                "/typing/%ff",
                "/typing/%C3",
                "/typing/%C0%AF",
                "/typing/%ED%A0%80",
                "/typing/\u00E9",
                "/typing/\u0141bc",
                "/typing/\uFF41",
                "/typing/\uD83D\uDE00",
                "/typing/a b",
                "/typing/a\u0000"
            })
    void parse_oursWithoutPlainReading_isRejected(String uri) {
        assertThatExceptionOfType(HttpError.class)
                .isThrownBy(() -> parse(uri))
                .satisfies(error -> assertThat(error.response().status()).isEqualTo(400));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "/typing//x | '//'",
                "/typing/a%2Fb | '/' in a segment",
                "/typing/a;b | ';' in a segment",
                "/typing/a%25b | '%' in a segment",
                "/typing/a%4 | a malformed escape, or a character that must be escaped",
                "/typing/\u0141 | a malformed escape, or a character that must be escaped",
                "/typing/%ff | escapes that are not UTF-8",
                "/typing/.. | a dot segment",
                "/typing/%00 | a control character"
            })
    void parse_oursWithoutPlainReading_saysWhy(String uri, String flaw) {
        HttpErrors.assertBadInput(() -> parse(uri), "path", "path contains " + flaw);
    }

    /** A low byte that looks like one of our letters does not make a name ours. */
    @Test
    void parse_rawLetterWhoseLowByteIsOurs_isThePathOfTheHost() {
        assertThat(parse("/\u0174yping/general")).isEmpty();
        assertThat(parse("/typin\u0167/general")).isEmpty();
    }

    @Test
    void parse_belowBase_startsAfterIt() {
        assertThat(RequestPath.parse("/app/chat/typing/x", "/app/chat", NAMES::contains))
                .contains(List.of("typing", "x"));
        for (String uri :
                List.of("/typing/x", "/app/typing/x", "/app/chattyping/x", "/app/chat", "/app/chat/x/typing")) {
            assertThat(RequestPath.parse(uri, "/app/chat", NAMES::contains))
                    .as(uri)
                    .isEmpty();
        }
    }

    /** Whatever the input, the result is plain, and has one spelling apart from escapes. */
    @Test
    void parse_randomPath_isPlainOrRejected() {
        Random random = new Random(4711);
        String alphabet = "/%;\\.2eEfF5cC0tyg\u00E9\u0000 ";
        int parsed = 0;
        for (int i = 0; i < 50_000; i++) {
            StringBuilder uri = new StringBuilder("/typing/");
            for (int length = random.nextInt(12); length > 0; length--) {
                uri.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                List<String> segments = parse(uri.toString()).orElseThrow();
                parsed++;
                String plain = String.join("/", segments);
                assertThat(plain).as("%s", uri).doesNotContain(";", "\\", "%", "//", "\u0000");
                assertThat(segments).as("%s", uri).doesNotContain(".", "..");
                assertThat(plain.chars().filter(c -> c == '/').count())
                        .as("%s", uri)
                        .isEqualTo(uri.chars().filter(c -> c == '/').count() - 1);
                assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(plain))
                        .as("%s", uri)
                        .isTrue();
            } catch (HttpError error) {
                assertThat(error.response().status()).isEqualTo(400);
            }
        }
        assertThat(parsed).isGreaterThan(1000);
    }

    private static Optional<List<String>> parse(String uri) {
        return RequestPath.parse(uri, "", NAMES::contains);
    }
}
