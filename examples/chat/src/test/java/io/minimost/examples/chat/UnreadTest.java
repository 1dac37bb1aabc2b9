package io.minimost.examples.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class UnreadTest extends HttpTest {
    @Test
    void channelUnreads_countMessagesOfOthers_untilTheyAreRead() {
        alice.post("send/general", "text", "one");
        alice.post("send/general", "text", "two");

        assertThat(bob.get("channel_unreads").body()).isEqualTo("{\"general\":2,\"random\":0}");
        assertThat(alice.get("channel_unreads").body()).isEqualTo("{\"general\":0,\"random\":0}");

        assertThat(bob.post("mark_read/general").statusCode()).isEqualTo(204);

        assertThat(bob.get("channel_unreads").body()).isEqualTo("{\"general\":0,\"random\":0}");
        JsonNode receipts = alice.json("read_receipts/general");
        assertThat(receipts)
                .hasSize(2)
                .allSatisfy(readers -> assertThat(readers.toString()).isEqualTo("[\"bob\"]"));
        String key = receipts.fieldNames().next();
        assertThat(alice.get("messages/general").body()).contains("\"ts\":" + key);
    }

    @Test
    void newUser_hasNothingUnread() {
        alice.post("send/general", "text", "long ago");

        ChatClient dave = ChatClient.signedIn(server, "dave");
        assertThat(dave.get("channel_unreads").body()).isEqualTo("{\"general\":0,\"random\":0}");

        alice.post("send/general", "text", "news");
        ChatClient daveAgain = ChatClient.signedIn(server, "dave");
        assertThat(daveAgain.get("channel_unreads").body()).isEqualTo("{\"general\":1,\"random\":0}");
        assertThat(alice.get("read_watermarks/general").body().strip()).isEqualTo("{}");
    }

    @Test
    void dms_areThoseWithMessages_latestFirst() {
        assertThat(bob.get("dms").body()).isEqualTo("[]");
        alice.post("send/dm:alice:bob", "text", "one");
        alice.post("send/dm:alice:bob", "text", "two");
        carol.post("send/dm:bob:carol", "text", "three");

        assertThat(bob.get("dms").body()).isEqualTo("""
                        [{"channel":"dm:bob:carol","unread":1,"users":["carol"]},\
                        {"channel":"dm:alice:bob","unread":2,"users":["alice"]}]""");
        assertThat(bob.get("unread_count").body()).isEqualTo("{\"count\":3}");

        bob.post("mark_read/dm:alice:bob");

        assertThat(bob.get("unread_count").body()).isEqualTo("{\"count\":1}");
        assertThat(alice.get("dms").body())
                .isEqualTo("[{\"channel\":\"dm:alice:bob\",\"unread\":0,\"users\":[\"bob\"]}]");
    }
}
