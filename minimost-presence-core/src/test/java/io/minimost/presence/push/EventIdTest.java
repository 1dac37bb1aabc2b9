package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.events.FactPosition;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventIdTest {
    private static final String LOG = "0123456789abcdef";
    private static final FactPosition FACTS = new FactPosition(LOG, 42);

    @Test
    void text_withoutCursor_isThatOfTheFacts() {
        EventId position = new EventId(FACTS, Optional.empty());

        assertThat(position.text()).isEqualTo("0123456789abcdef-42");
        assertThat(EventId.parse(position.text())).contains(position);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1716000000.0", "~", "~~", "a~b", "~a~", "-1", "0123456789abcdef-43", "!", "\\\"%~;"})
    void text_withCursor_isParsedToTheSameId(String cursor) {
        EventId position = new EventId(FACTS, Optional.of(cursor));

        assertThat(position.text()).isEqualTo("0123456789abcdef-42~" + cursor);
        assertThat(EventId.parse(position.text())).contains(position);
    }

    @Test
    void text_atTheLimits_isParsedToTheSameId() {
        EventId start = new EventId(new FactPosition(LOG, 0), Optional.of("~".repeat(200)));
        EventId end =
                new EventId(new FactPosition("f".repeat(16), 999_999_999_999_999_999L), Optional.of("x".repeat(200)));

        assertThat(EventId.parse(start.text())).contains(start);
        assertThat(EventId.parse(end.text())).contains(end);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "~",
                "~x",
                "junk",
                "42",
                LOG,
                LOG + "-",
                LOG + "-~x",
                LOG + "-042",
                LOG + "--1",
                LOG + "-+1",
                LOG + "-1e3",
                LOG + "-\u0664\u0662",
                LOG + "-1000000000000000000",
                LOG + "-99999999999999999999999",
                "0123456789ABCDEF-42",
                "0123456789abcde-42",
                "0123456789abcdef0-42",
                " " + LOG + "-42",
                LOG + "-42 ",
                LOG + "-42\n",
                LOG + "-42~",
                LOG + "-42~a b",
                LOG + "-42~ a",
                LOG + "-42~a\n",
                LOG + "-42~a\u0000",
                LOG + "-42~\u007F",
                LOG + "-42~é",
                LOG + "-42~\uD83D\uDE00",
                LOG + "-42\u02DCx",
                LOG + "-42, " + LOG + "-43"
            })
    void parse_whatIsNoId_isEmpty(String text) {
        assertThat(EventId.parse(text)).isEmpty();
    }

    @Test
    void parse_cursorThatIsTooLong_isEmpty() {
        assertThat(EventId.parse(LOG + "-42~" + "x".repeat(201))).isEmpty();
        assertThat(EventId.parse("x".repeat(1_000_000))).isEmpty();
    }

    @Test
    void withFactsAndWithCursor_changeOneOfTheTwo() {
        EventId position = new EventId(FACTS, Optional.of("c7"));

        assertThat(position.withFacts(new FactPosition(LOG, 43)).text()).isEqualTo(LOG + "-43~c7");
        assertThat(position.withCursor("c8").text()).isEqualTo(LOG + "-42~c8");
        assertThat(new EventId(FACTS, Optional.empty()).withCursor("c8").text()).isEqualTo(LOG + "-42~c8");
    }
}
