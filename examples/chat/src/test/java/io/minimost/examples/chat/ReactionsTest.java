package io.minimost.examples.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReactionsTest extends HttpTest {
    private JsonNode first;

    @BeforeEach
    void send() {
        alice.post("send/general", "text", "first");
        alice.post("send/general", "text", "second");
        first = alice.json("messages/general").get(0);
    }

    @Test
    void message_withoutReactions_hasNone() {
        assertThat(first.get("reactions").isNull()).isTrue();
        assertThat(first.get("reactions_ts").isNull()).isTrue();
    }

    @Test
    void message_hasItsReactionsAsAString() {
        react(bob, "rocket");
        react(alice, "rocket");
        react(bob, "eyes");

        awaitReactionsAfter(first.get("ts").asDouble());
        assertThat(row().get("reactions").asText())
                .isEqualTo("{\"eyes\": [\"bob\"], \"rocket\": [\"alice\", \"bob\"]}");
    }

    @Test
    void message_isSentAgainWhenItsReactionsChange() {
        double newest = alice.json("messages/general").get(1).get("ts").asDouble();
        assertThat(alice.json("messages/general?after=" + newest)).isEmpty();

        react(bob, "rocket");

        awaitReactionsAfter(newest);
        JsonNode again = alice.json("messages/general?after=" + newest);
        assertThat(again.findValuesAsText("content")).containsExactly("first");
        double after = again.get(0).get("reactions_ts").asDouble();
        assertThat(alice.json("messages/general?after=" + after)).isEmpty();

        react(bob, "rocket");

        awaitReactionsAfter(after);
        again = alice.json("messages/general?after=" + after);
        assertThat(again.findValuesAsText("content")).containsExactly("first");
        assertThat(again.get(0).get("reactions").isNull()).isTrue();
    }

    @Test
    void message_thatIsSentAfterAReaction_isNewerThanIt() {
        react(bob, "rocket");
        double changed = awaitReactionsAfter(first.get("ts").asDouble());

        alice.post("send/general", "text", "third");

        assertThat(alice.json("messages/general?after=" + changed).findValuesAsText("content"))
                .containsExactly("third");
    }

    @Test
    void react_unknownWord_is400() {
        assertAnswer(bob.post("react/" + first.get("id"), "reaction", "thumbs_sideways"), 400, "invalid reaction");
    }

    @Test
    void react_toADirectMessageOfOthers_is404() {
        alice.post("send/dm:alice:bob", "text", "psst");
        long id = alice.json("messages/dm:alice:bob").get(0).get("id").asLong();

        assertAnswer(carol.post("react/" + id, "reaction", "eyes"), 404, "not found");
        assertAnswer(carol.post("react/999", "reaction", "eyes"), 404, "not found");
    }

    /** The time of the newest reaction, once it is later than {@code time}: it is written after the answer to the reaction. */
    private double awaitReactionsAfter(double time) {
        return await().until(() -> row().get("reactions_ts").asDouble(), newest -> newest > time);
    }

    private JsonNode row() {
        return alice.json("messages/general").get(0);
    }

    private void react(ChatClient user, String word) {
        assertThat(user.post("react/" + first.get("id"), "reaction", word).statusCode())
                .isEqualTo(200);
    }
}
