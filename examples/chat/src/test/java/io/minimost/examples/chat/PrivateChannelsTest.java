package io.minimost.examples.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PrivateChannelsTest extends HttpTest {
    private long team;

    @BeforeEach
    void createTeam() {
        team = alice.createChannel("Team", "bob");
    }

    @Test
    void member_canSend_strangerCannot() {
        assertAnswer(bob.post(send(), "text", "hello"), 200, "ok");

        assertThat(contents(alice, "")).containsExactly("hello");
        assertAnswer(carol.get(messages()), 403, "forbidden");
        assertAnswer(carol.post(send(), "text", "hello"), 403, "forbidden");
    }

    @Test
    void create_takesNamesInAnyCase_andDropsStrangers() {
        long id = alice.createChannel("Other", "BOB", "nobody");

        assertThat(alice.json("private_channels/" + id + "/members").findValuesAsText("username"))
                .containsExactly("alice", "bob");
    }

    @Test
    void add_unknownUser_is404() {
        assertAnswer(alice.member("add", team, "nobody"), 404, "user not found");
    }

    @Test
    void lateJoiner_seesNothingOlder_evenWhenAskingForAll() {
        alice.post(send(), "text", "before");
        long old = alice.json(messages()).get(0).get("id").asLong();

        alice.member("add", team, "Carol");
        alice.post(send(), "text", "after");

        for (String query : List.of("", "?after=0", "?after=-1", "?after=0.5", "?after=1")) {
            assertThat(contents(carol, query)).containsExactly("alice added carol to this channel", "after");
        }
        assertThat(contents(alice, "")).contains("before");
        assertAnswer(carol.post("react/" + old, "reaction", "eyes"), 404, "not found");
        assertThat(alice.post("react/" + old, "reaction", "eyes").statusCode()).isEqualTo(200);
        assertThat(contents(carol, "?after=1")).doesNotContain("before");
        carol.post("mark_read/" + channel());
        assertThat(alice.json("read_receipts/" + channel())).hasSize(1);
    }

    @Test
    void changes_arePostedAsNotices() {
        alice.postJson("private_channels/" + team + "/rename", "{\"name\":\"Crew \\\"A\\\"\"}");
        alice.member("add", team, "carol");
        alice.member("remove", team, "carol");
        bob.post("private_channels/" + team + "/leave");

        assertThat(contents(alice, ""))
                .containsExactly(
                        "alice has renamed the channel to \"Crew \"A\"\"",
                        "alice added carol to this channel",
                        "alice removed carol from this channel",
                        "bob has left the channel");
        assertThat(alice.json(messages()).findValuesAsText("sender")).containsOnly("system");
    }

    @Test
    void leaver_losesAccessAtOnce() {
        assertThat(bob.get(messages()).statusCode()).isEqualTo(200);

        assertAnswer(bob.post("private_channels/" + team + "/leave"), 200, "ok");

        assertAnswer(bob.get(messages()), 403, "forbidden");
        assertAnswer(bob.post(send(), "text", "one more thing"), 403, "forbidden");
        assertThat(bob.json("private_channels")).isEmpty();
    }

    @Test
    void removedMember_losesAccessAtOnce_andReturnsToAnEmptyChannel() {
        alice.post(send(), "text", "before");

        alice.member("remove", team, "bob");
        assertAnswer(bob.get(messages()), 403, "forbidden");

        alice.member("add", team, "bob");
        assertThat(contents(bob, "")).containsExactly("alice added bob to this channel");
    }

    @Test
    void unread_countsMessagesOfOthers_butNoNotices() {
        alice.post(send(), "text", "one");
        alice.member("add", team, "carol");
        alice.post(send(), "text", "two");

        assertThat(unread(bob)).isEqualTo(2);
        assertThat(unread(carol)).isEqualTo(1);
        assertThat(unread(alice)).isEqualTo(0);

        bob.post("mark_read/" + channel());
        assertThat(unread(bob)).isEqualTo(0);
    }

    private int unread(ChatClient reader) {
        JsonNode listed = reader.json("private_channels").get(0);
        assertThat(listed.get("name").asText()).isEqualTo("Team");
        return listed.get("unread").asInt();
    }

    private List<String> contents(ChatClient reader, String query) {
        return reader.json(messages() + query).findValuesAsText("content");
    }

    private String channel() {
        return "private:" + team;
    }

    private String messages() {
        return "messages/" + channel();
    }

    private String send() {
        return "send/" + channel();
    }
}
