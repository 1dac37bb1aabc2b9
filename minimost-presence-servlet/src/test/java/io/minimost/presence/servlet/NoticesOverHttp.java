package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The notices in a channel about changes of it. */
interface NoticesOverHttp extends HttpFixture {
    private List<String> collectNotices(String founder, String... others) {
        List<String> posted = new CopyOnWriteArrayList<>();
        configure(builder -> builder.users(new TestUsers("alice", "Bob", "carol"))
                .notices((channel, notice) -> posted.add(channel + ": " + notice.text())));
        store().channels().create("Team", founder, List.of(others));
        changes().clear();
        return posted;
    }

    private ClientResponse change(String user, String what, String body) {
        return as(user).postJson("/private_channels/1/" + what, body);
    }

    @Test
    default void changesOfAChannel_arePostedInTheWordsOfMiniMost() {
        List<String> posted = collectNotices("alice");

        change("alice", "rename", "{\"name\":\" The \\\"Crew\\\" \"}").isText(200, "ok");
        change("alice", "add_member", "{\"username\":\"bob\"}").isText(200, "ok");
        as("Bob").post("/private_channels/1/leave").isText(200, "ok");

        assertThat(posted)
                .containsExactly(
                        "private:1: alice has renamed the channel to \"The \"Crew\"\"",
                        "private:1: alice added Bob to this channel",
                        "private:1: Bob has left the channel");
    }

    @Test
    default void removal_isPosted() {
        List<String> posted = collectNotices("alice", "Bob");

        change("alice", "remove_member", "{\"username\":\"bob\"}").isText(200, "ok");

        assertThat(posted).containsExactly("private:1: alice removed Bob from this channel");
    }

    @Test
    default void removalOfOneself_isLeaving() {
        List<String> posted = collectNotices("alice", "Bob");

        change("Bob", "remove_member", "{\"username\":\"bob\"}").isText(200, "ok");
        change("alice", "remove_member", "{\"username\":\"alice\"}").isText(200, "ok");

        assertThat(posted).containsExactly("private:1: Bob has left the channel");
    }

    @Test
    default void lastMember_leavesWithoutANotice() {
        List<String> posted = collectNotices("alice");

        as("alice").post("/private_channels/1/leave").isText(200, "ok");

        assertThat(posted).isEmpty();
    }

    @Test
    default void whatChangesNothing_postsNothing() {
        List<String> posted = collectNotices("alice");

        as("alice").postJson("/private_channels/create", "{\"name\":\"Other\",\"members\":[\"bob\"]}");
        change("Bob", "rename", "{\"name\":\"x\"}").hasStatus(403);
        change("alice", "rename", "{}").hasStatus(400);
        change("alice", "add_member", "{\"username\":\"alice\"}").hasStatus(409);
        change("alice", "add_member", "{\"username\":\"nobody\"}").hasStatus(404);
        change("alice", "remove_member", "{\"username\":\"bob\"}").hasStatus(404);
        as("Bob").post("/private_channels/1/leave").hasStatus(403);

        assertThat(posted).isEmpty();
    }

    @Test
    default void noticesThatFail_undoNothing() {
        collectNotices("alice", "Bob");
        configure(
                builder -> builder.users(new TestUsers("alice", "Bob", "carol")).notices((channel, notice) -> {
                    throw new IllegalArgumentException("secret");
                }));

        change("alice", "rename", "{\"name\":\"Crew\"}").isText(200, "ok");
        change("alice", "add_member", "{\"username\":\"carol\"}").isText(200, "ok");
        change("alice", "remove_member", "{\"username\":\"carol\"}").isText(200, "ok");
        as("alice").post("/private_channels/1/leave").isText(200, "ok");

        as("Bob")
                .get("/private_channels")
                .isJson("[{\"channel\":\"private:1\",\"id\":1,\"members\":[\"Bob\"],\"name\":\"Crew\",\"unread\":0}]");
    }
}
