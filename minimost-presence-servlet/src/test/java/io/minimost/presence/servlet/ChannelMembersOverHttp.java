package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.PresenceState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who belongs to a channel, and how that changes. */
interface ChannelMembersOverHttp extends HttpFixture {
    ChannelId.Private TEAM = new ChannelId.Private(1);
    String ADD = "/private_channels/1/add_member";
    String REMOVE = "/private_channels/1/remove_member";
    String LEAVE = "/private_channels/1/leave";

    private void foundTeam(String founder, String... others) {
        store().channels().create("Team", founder, List.of(others));
        changes().clear();
    }

    @Test
    default void postAddMember_addsFromNowOn() {
        foundTeam("alice");
        elapse(Duration.ofSeconds(90));

        as("alice").postJson(ADD, "{\"username\":\" bob \"}").isText(200, "ok");

        assertThat(store().channels().members(TEAM)).containsExactly("alice", "bob");
        assertThat(store().channels().historyStart(TEAM, "bob"))
                .contains(EpochSeconds.asStored(changes().all().get(0).at()));
    }

    @Test
    default void postAddMember_withHistory_showsWhatTheHostWants() {
        foundTeam("alice");
        elapse(Duration.ofSeconds(90));

        as("alice").postJson(ADD, "{\"username\":\"bob\",\"history\":\"all\"}").isText(200, "ok");
        as("alice")
                .postJson(ADD, "{\"username\":\"carol\",\"history\":\"now\"}")
                .isText(200, "ok");
        Instant carolsStart = EpochSeconds.asStored(changes().all().get(1).at());
        elapse(Duration.ofSeconds(90));
        as("carol").postJson(ADD, "{\"username\":\"dora\",\"history\":\"all\"}").isText(200, "ok");

        assertThat(store().channels().historyStart(TEAM, "bob")).contains(Instant.EPOCH);
        assertThat(store().channels().historyStart(TEAM, "carol")).contains(carolsStart);
        // Members can grant only the history that they see themselves.
        assertThat(store().channels().historyStart(TEAM, "dora")).contains(carolsStart);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"ALL\"", "\"yesterday\"", "5", "true", "[]"})
    default void postAddMember_withUnknownHistory_isBadInput(String history) {
        foundTeam("alice");

        as("alice")
                .postJson(ADD, "{\"username\":\"bob\",\"history\":" + history + "}")
                .badInput("history");
        assertThat(changes()).isEmpty();
    }

    @Test
    default void postAddMember_takesTheNameAsTheHostSpellsIt() {
        configure(builder -> builder.users(new TestUsers("alice", "Bob")));
        foundTeam("alice");

        as("alice").postJson(ADD, "{\"username\":\"bOB\"}").isText(200, "ok");
        as("alice").postJson(ADD, "{\"username\":\"BOB\"}").isText(409, "already a member");

        assertThat(store().channels().members(TEAM)).containsExactly("Bob", "alice");
    }

    @Test
    default void postAddMember_checksInTheOrderOfMiniMost() {
        configure(builder -> builder.users(new TestUsers("alice", "bob", "carol")));
        foundTeam("bob");

        as("alice").postJson(ADD, "{}").isText(403, "forbidden");
        as("alice").postJson(ADD, "{").isText(403, "forbidden");
        as("bob").postJson(ADD, "{}").isText(400, "username required");
        as("bob").postJson(ADD, "{\"username\":null}").isText(400, "username required");
        as("bob").postJson(ADD, "{\"username\":\" \\u00a0\"}").isText(400, "username required");
        as("bob").postJson(ADD, "{\"username\":5}").badInput("username");
        as("bob").postJson(ADD, "{\"username\":\"nobody\"}").isText(404, "user not found");
        as("bob").postJson(ADD, "{\"username\":\"a:b\"}").isText(404, "user not found");
        as("bob").postJson(ADD, "{\"username\":\"bob\"}").isText(409, "already a member");
        assertThat(changes()).isEmpty();
    }

    @Test
    default void postAddMember_whereEveryNameIsAUser_findsNoImpossibleOnes() {
        foundTeam("alice");

        as("alice").postJson(ADD, "{\"username\":\"a\\u0000b\"}").isText(404, "user not found");
        as("alice").postJson(ADD, "{\"username\":\"" + "x".repeat(65) + "\"}").isText(404, "user not found");
        assertThat(changes()).isEmpty();
    }

    @Test
    default void postRemoveMember_removes() {
        foundTeam("alice", "bob", "carol");

        as("alice").postJson(REMOVE, "{\"username\":\"bob\"}").isText(200, "ok");

        as("bob").get("/private_channels/1/members").isText(403, "forbidden");
        as("bob").get("/private_channels").isJson("[]");
        as("alice").postJson(REMOVE, "{\"username\":\"bob\"}").isText(404, "not a member");
        assertThat(store().channels().members(TEAM)).containsExactly("alice", "carol");
    }

    @Test
    default void postRemoveMember_checksTheUserFirst() {
        foundTeam("bob");

        as("alice").postJson(REMOVE, "{}").isText(403, "forbidden");
        as("alice").postJson(REMOVE, "{\"username\":\"bob\"}").isText(403, "forbidden");
        as("bob").postJson(REMOVE, "{}").isText(400, "username required");
        as("bob").postJson(REMOVE, "{\"username\":[]}").badInput("username");
        as("bob").postJson(REMOVE, "{\"username\":\"a:b\"}").badInput("username");
        as("bob").postJson(REMOVE, "{\"username\":\"alice\"}").isText(404, "not a member");
        assertThat(changes()).isEmpty();
    }

    @Test
    default void postRemoveMember_takesTheSpellingOfTheChannelOrElseOfTheHost() {
        configure(builder -> builder.users(new TestUsers("alice", "Bob", "Carol")));
        foundTeam("alice", "Bob", "CAROL");

        as("alice").postJson(REMOVE, "{\"username\":\"bob\"}").isText(200, "ok");
        as("alice").postJson(REMOVE, "{\"username\":\"CAROL\"}").isText(200, "ok");

        assertThat(store().channels().members(TEAM)).containsExactly("alice");
    }

    @Test
    default void postLeave_ends() {
        foundTeam("alice", "bob");

        as("alice").post(LEAVE).isText(200, "ok");

        as("alice").post(LEAVE).isText(403, "forbidden");
        assertThat(store().channels().members(TEAM)).containsExactly("bob");
    }

    @Test
    default void postLeave_closesTheChannelAtOnce() {
        foundTeam("alice", "bob");
        as("alice").post("/typing/private:1").isNoContent();
        as("bob").get("/typing/private:1").isJson("[\"alice\"]");

        as("alice").post(LEAVE).isText(200, "ok");

        as("bob").get("/typing/private:1").isJson("[]");
        as("alice").get("/typing/private:1").error(403);
        as("alice").get("/read_receipts/private:1").isText(403, "forbidden");
        as("alice").get("/read_watermarks/private:1").isText(403, "forbidden");
        as("alice").get("/last_read/private:1").isText(403, "forbidden");
        as("alice").get("/channel_members/private:1").isText(403, "forbidden");
        as("alice").get("/private_channels/1/members").isText(403, "forbidden");
        as("alice").postJson("/private_channels/1/rename", "{\"name\":\"x\"}").isText(403, "forbidden");
        as("alice").postJson(ADD, "{\"username\":\"alice\"}").isText(403, "forbidden");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 999_999_999_999_999_999L})
    default void foreignAndUnknownChannels_lookTheSame(long id) {
        foundTeam("bob");
        String channel = "/private_channels/" + id;

        as("alice").postJson(channel + "/rename", "{\"name\":\"x\"}").isText(403, "forbidden");
        as("alice").postJson(channel + "/rename", "{}").isText(403, "forbidden");
        as("alice")
                .postJson(channel + "/add_member", "{\"username\":\"alice\"}")
                .isText(403, "forbidden");
        as("alice")
                .postJson(channel + "/remove_member", "{\"username\":\"bob\"}")
                .isText(403, "forbidden");
        as("alice").post(channel + "/leave").isText(403, "forbidden");
        as("alice").get(channel + "/members").isText(403, "forbidden");
        as("alice").get("/channel_members/private:" + id).isText(403, "forbidden");
        assertThat(changes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0",
        "01",
        "-1",
        "+1",
        "abc",
        "1.0",
        "1e3",
        "9223372036854775808",
        "1000000000000000000",
        "1:1",
        "%D9%A1"
    })
    default void impossibleNumbers_areNotFound(String id) {
        foundTeam("alice");
        String channel = "/private_channels/" + id;

        as("alice").postJson(channel + "/rename", "{\"name\":\"x\"}").error(404);
        as("alice").postJson(channel + "/add_member", "{\"username\":\"bob\"}").error(404);
        as("alice")
                .postJson(channel + "/remove_member", "{\"username\":\"bob\"}")
                .error(404);
        as("alice").post(channel + "/leave").error(404);
        as("alice").get(channel + "/members").error(404);
        assertThat(changes()).isEmpty();
    }

    @Test
    default void getMembers_listsInByteOrder() {
        foundTeam("bob", "alice", "Zoe");

        assertThat(as("alice").get("/private_channels/1/members").hasStatus(200).body())
                .isEqualTo("[{\"username\":\"Zoe\"},{\"username\":\"alice\"},{\"username\":\"bob\"}]\n");
    }

    @Test
    default void getChannelMembers_listsTheOthers() {
        configure(builder -> builder.publicChannels("general").users(new TestUsers("zoe", "alice", "Bob")));
        foundTeam("bob", "alice", "Zoe");

        assertThat(as("alice").get("/channel_members/private:1").body()).isEqualTo("[\"Zoe\",\"bob\"]\n");
        assertThat(as("alice").get("/channel_members/dm:alice:bob:carol").body())
                .isEqualTo("[\"bob\",\"carol\"]\n");
        assertThat(as("alice").get("/channel_members/general").body()).isEqualTo("[\"zoe\",\"Bob\"]\n");
    }

    @Test
    default void getChannelMembers_whereHostHasNoDirectory_listsWhoIsOnline() {
        store().presence().update("bob", PresenceState.IDLE);
        store().presence().update("alice", PresenceState.ACTIVE);

        as("alice").get("/channel_members/general").isJson("[\"bob\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unlisted", "dm:bob:carol", "private:7"})
    default void getChannelMembers_byStranger_isForbidden(String channel) {
        as("alice").get("/channel_members/" + channel).isText(403, "forbidden");
    }

    @Test
    default void privateChannels_askChannelAccessToo() {
        foundTeam("alice", "bob");
        configure(builder -> builder.channelAccess((user, channel) -> user.equals("bob")));

        as("alice").get("/private_channels/1/members").isText(403, "forbidden");
        as("alice").postJson(ADD, "{\"username\":\"carol\"}").isText(403, "forbidden");
        as("alice").postJson(REMOVE, "{\"username\":\"bob\"}").isText(403, "forbidden");
        as("bob").get("/private_channels/1/members").hasStatus(200);
        assertThat(changes()).isEmpty();
    }

    @Test
    default void channelAccess_makesNobodyAMember() {
        foundTeam("bob");
        configure(builder -> builder.channelAccess((user, channel) -> true));

        as("alice").get("/private_channels/1/members").isText(403, "forbidden");
        as("alice").postJson(ADD, "{\"username\":\"alice\"}").isText(403, "forbidden");
        assertThat(changes()).isEmpty();
    }
}
