package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.MessageRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What identifies a message in a path. */
interface MessageIdsOverHttp extends HttpFixture {
    double SENT_AT = 1716000000.5;

    private void useMessage(String id) {
        TestMessages messages = new TestMessages().with(id, "general", SENT_AT, "bob");
        configure(builder -> builder.publicChannels("general").messages(messages));
    }

    private int reactions() {
        return store().reactions()
                .reactionsTo(new MessageRef("general", EpochSeconds.toInstant(SENT_AT)))
                .size();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "9223372036854775807",
                "9223372036854775808",
                "0190f3a2-7c1e-7b4a-9d55-2f1f0c9b7a11",
                "abc",
                "~tilde_and:colon",
                "1716000000.123456",
                "...",
                ".x",
                "-1",
                "07",
                "0",
                "AZaz09._~:-"
            })
    default void id_ofAnyUnreservedText_findsItsMessage(String id) {
        useMessage(id);

        raw().sendLines(
                        "POST /react/" + id + " HTTP/1.1",
                        "Host: localhost:" + raw().port(),
                        "X-User: alice",
                        "Connection: close",
                        "Content-Type: application/x-www-form-urlencoded",
                        "Content-Length: 15",
                        "",
                        "reaction=rocket")
                .isJson("{\"rocket\":[\"alice\"]}");
        assertThat(reactions()).isEqualTo(1);
    }

    @Test
    default void id_of128Characters_isTheLongest() {
        useMessage("x".repeat(128));

        as("alice").postForm("/react/" + "x".repeat(128), "reaction", "rocket").hasStatus(200);
        assertThat(as("alice")
                        .postForm("/react/" + "x".repeat(129), "reaction", "rocket")
                        .badInput("message"))
                .contains("129 characters", "at most 128");
    }

    @Test
    default void id_mayBeEscaped() {
        useMessage("a:b~c");

        as("alice").postForm("/react/a%3Ab%7Ec", "reaction", "rocket").hasStatus(200);
    }

    @Test
    default void id_isComparedExactly() {
        useMessage("Abc");

        as("alice").postForm("/react/abc", "reaction", "rocket").isText(404, "not found");
        as("alice").postForm("/react/Abc.", "reaction", "rocket").isText(404, "not found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%20b", "a+b", "a@b", "%C3%A9", "a,b", "$x", "%D9%A3", "a=b", "(1)", "a!", "%E2%80%8B"})
    default void id_withAnotherCharacter_isBadInputThatNamesIt(String id) {
        useMessage("1");

        assertThat(as("alice").postForm("/react/" + id, "reaction", "rocket").badInput("message"))
                .startsWith("message id '")
                .endsWith("contains other characters than A-Z a-z 0-9 . _ ~ : -");
        assertThat(changes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ".."})
    default void id_thatMeansAFolder_isBadInput(String id) {
        useMessage("1");

        assertThat(raw().send("POST", "/react/" + id).badInput("path")).isEqualTo("path contains a dot segment");
        assertThat(changes()).isEmpty();
    }

    @Test
    default void id_thatIsAnEscapedFolder_isRefused_alsoByTheContainer() {
        useMessage("1");

        for (String id : new String[] {"%2e", "%2E%2e", ".%2e", "..;x", "./7", "../react/1"}) {
            ClientResponse response = raw().send("POST", "/react/" + id);
            assertThat(response.isFromHost() || response.status() / 100 == 4)
                    .as("%s: %s", id, response)
                    .isTrue();
        }
        assertThat(changes()).isEmpty();
    }

    /** As before ids were texts: what is stored is the time of the message, so old reactions stay with their message. */
    @Test
    default void reactions_storedForTheTimeOfAMessage_areThoseOfItsId() {
        store().reactions().toggle(new MessageRef("general", EpochSeconds.toInstant(SENT_AT)), "tada", "carol");
        useMessage("m-1");

        as("alice")
                .postForm("/react/m-1", "reaction", "rocket")
                .isJson("{\"rocket\":[\"alice\"],\"tada\":[\"carol\"]}");
    }
}
