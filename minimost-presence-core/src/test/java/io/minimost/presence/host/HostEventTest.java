package io.minimost.presence.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostEventTest {
    @Test
    void of_hasNoChannel() {
        assertThat(HostEvent.of("motd", "{}"))
                .isEqualTo(new HostEvent("motd", Optional.empty(), "{}", Optional.empty()));
    }

    @Test
    void in_hasTheChannel() {
        assertThat(HostEvent.in("general", "messages", "[1]"))
                .isEqualTo(new HostEvent("messages", Optional.of("general"), "[1]", Optional.empty()));
    }

    @Test
    void withCursor_isTheSameEventWithAnotherCursor() {
        HostEvent event = HostEvent.in("general", "messages", "[1]");

        assertThat(event.withCursor("c1").withCursor("c2"))
                .isEqualTo(new HostEvent("messages", Optional.of("general"), "[1]", Optional.of("c2")));
        assertThat(event.cursor()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"m", "messages", "unread_2", "a__", "typing_", "typings", "facts", "message"})
    void name_thatIsAWord_isAccepted(String name) {
        assertThat(HostEvent.of(name, "{}").name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "_a",
                "2nd",
                "Messages",
                "mEssages",
                "a b",
                "a-b",
                "a.b",
                "a:general",
                "a\n",
                "a\r",
                "a\ndata",
                " a",
                "a ",
                "caf\u00E9",
                "\u0430"
            })
    void name_thatIsNoWord_isRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HostEvent.of(name, "{}"))
                .withMessageContaining("'" + name + "' is not a lower-case letter and up to 63 of a-z 0-9 _");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "typing",
                "read_receipts",
                "screenshares",
                "active_call",
                "online_users",
                "statuses",
                "presence",
                "member_presence",
                "private_channels",
                "incoming_calls",
                "reactions",
                "call_state",
                "signals",
                "resync",
                "changed_elsewhere",
                "fact",
                "open",
                "error",
                "connection",
                "polled",
                "signedout"
            })
    void name_thatIsTaken_isRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HostEvent.of(name, "{}"))
                .withMessage("event name '" + name + "' is reserved, choose another one");
    }

    @Test
    void name_upTo64Characters_isAccepted() {
        HostEvent.of("a".repeat(64), "{}");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> HostEvent.of("a".repeat(65), "{}"))
                .withMessageContaining("a".repeat(65));
    }

    @ParameterizedTest
    @ValueSource(strings = {"general", "café", "dm:alice:bob", "private:7"})
    void channel_thatIsValid_isAccepted(String channel) {
        assertThat(HostEvent.in(channel, "messages", "{}").channel()).contains(channel);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b", "dm:alice", "dm:bob:alice", "private:07", "private:x", " general"})
    void channel_thatIsNotValid_isRefused(String channel) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HostEvent.in(channel, "messages", "{}"))
                .withMessageContaining("'" + channel + "'");
    }

    @Test
    void channel_thatIsEmpty_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HostEvent.in("", "messages", "{}"))
                .withMessage("channel is empty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "true",
                "0",
                "-1.5e+3",
                "\"\"",
                "\"\u2028 \uD83D\uDE00 \\ud83d\\n\"",
                " {\"a\": [1,\r\n2]}\n",
                "{\"a\":{\"b\":[{}]}}"
            })
    void json_thatIsOneValue_isAcceptedAsItIs(String json) {
        assertThat(HostEvent.of("messages", json).json()).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "]",
                "{}}",
                "[1",
                "[1,]",
                "{\"a\"}",
                "{\"a\":1,}",
                "{a:1}",
                "'a'",
                "\"a",
                "\"\\x\"",
                "\"\n\"",
                "\"\u0000\"",
                "tru",
                "truex",
                "NaN",
                "-Infinity",
                "01",
                "+1",
                ".5",
                "1.",
                "-",
                "1 2",
                "{} []",
                "{} x",
                "1,",
                "// 1\n1",
                "\uFEFF{}",
                "\u00A0{}",
                "{}\u0000"
            })
    void json_thatIsNotOneValue_isRefused(String json) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HostEvent.of("messages", json))
                .withMessageContaining("'messages'")
                .withMessageContaining("JSON");
    }

    /** It cannot be encoded in UTF-8: the client would receive a question mark. */
    @Test
    void json_withALoneSurrogate_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HostEvent.of("messages", "\"\uD83D\""))
                .withMessageContaining("'messages'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1716000000.0", "!", "~", "a~b;c=\"d\",e\\"})
    void cursor_ofVisibleAscii_isAccepted(String cursor) {
        assertThat(HostEvent.of("messages", "{}").withCursor(cursor).cursor()).contains(cursor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "1 ", "1\n", "1\r\nevent: x", "\u0000", "\u007F", "é", "\uD83D\uDE00"})
    void cursor_ofAnythingElse_isRefused(String cursor) {
        HostEvent event = HostEvent.of("messages", "{}");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> event.withCursor(cursor))
                .withMessageContaining("'" + cursor + "'");
    }

    @Test
    void cursor_upTo200Characters_isAccepted() {
        HostEvent event = HostEvent.of("messages", "{}").withCursor("x".repeat(200));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> event.withCursor("x".repeat(201)))
                .withMessageContaining("x".repeat(201));
    }
}
