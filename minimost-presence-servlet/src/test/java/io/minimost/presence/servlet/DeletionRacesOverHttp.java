package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.MessageRef;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A user, channel or message that is deleted while the host's answer about it is on its way. The host answers what was true
 * when it was asked, and nothing of what was deleted is left.
 */
interface DeletionRacesOverHttp extends HeldHostFixture {
    MessageRef MESSAGE = new MessageRef("general", EpochSeconds.toInstant(1_716_000_000.0));

    @ParameterizedTest
    @ValueSource(strings = {"CURRENT_USER", "MESSAGES", "CHANNEL_ACCESS"})
    default void react_toWhatIsDeleted_leavesNothing(Question question) {
        for (Runnable deletion : List.<Runnable>of(
                () -> store().deleteMessage(MESSAGE),
                () -> store().deleteUser("alice"),
                () -> store().deleteChannel("general"))) {
            whileAsked(question, deletion);
            as("alice").postForm("/react/1", "reaction", "rocket").isText(404, "not found");
            nothingIsLeft();
            assertThat(store().reactions().reactionsTo(MESSAGE)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CURRENT_USER", "MESSAGES", "CHANNEL_ACCESS"})
    default void markRead_ofWhatIsDeleted_leavesNothing(Question question) {
        for (Runnable deletion : deletions()) {
            whileAsked(question, deletion);
            as("alice").post("/mark_read/general").isText(403, "forbidden");
            nothingIsLeft();
            assertThat(store().receipts().receiptsOf("general")).isEmpty();
            assertThat(store().receipts().watermarks("general")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CURRENT_USER", "MESSAGES", "CHANNEL_ACCESS"})
    default void ownReceipts_ofWhatIsDeleted_leaveNothing(Question question) {
        for (Runnable deletion : deletions()) {
            store().receipts().markReadUpTo("general", "alice", MESSAGE.at().plusSeconds(9));
            whileAsked(question, deletion);
            as("alice").post("/mark_unread/1").isNoContent();
            assertThat(store().receipts().readPoints().ownReadPoints("alice")).isEmpty();
            whileAsked(question, deletion);
            as("alice").post("/mark_read_privately/general").isText(403, "forbidden");
            assertThat(store().receipts().readPoints().ownReadPoints("alice")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CURRENT_USER", "CHANNEL_ACCESS"})
    default void delivery_ofWhatIsDeleted_leavesNothing(Question question) {
        for (Runnable deletion : deletions()) {
            whileAsked(question, deletion);
            as("alice").postJson("/mark_delivered/general", "{\"up_to\":5}").isText(403, "forbidden");
            nothingIsLeft();
            assertThat(store().receipts().deliveries().deliveredUpTo("general")).isEmpty();
        }
    }

    @Test
    default void markRead_leavesOutTheMessageThatIsDeleted() {
        whileAsked(Question.MESSAGES, () -> store().deleteMessage(MESSAGE));

        as("alice").post("/mark_read/general").isNoContent();

        assertThat(store().receipts().receiptsOf("general")).containsOnlyKeys(EpochSeconds.toInstant(1_716_000_001.0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CURRENT_USER", "CHANNEL_ACCESS"})
    default void typing_ofWhatIsDeleted_leavesNothing(Question question) {
        for (Runnable deletion : deletions()) {
            whileAsked(question, deletion);
            assertThat(as("alice").post("/typing/general").error(403)).isEqualTo("forbidden");
            nothingIsLeft();
            assertThat(store().typing().typingUsers("general")).isEmpty();
        }
    }

    @Test
    default void typing_ofAMemberWhoIsRemoved_leavesNothing() {
        ChannelId.Private team =
                store().channels().create("Team", "alice", List.of("bob")).id();
        whileAsked(Question.CHANNEL_ACCESS, () -> store().channels().removeMember(team, "alice", "bob"));

        as("bob").post("/typing/private:1").error(403);

        nothingIsLeft();
        assertThat(store().typing().typingUsers(team)).isEmpty();
    }

    @Test
    default void privacy_ofAUserWhoIsDeleted_leavesNothing() {
        whileAsked(Question.CURRENT_USER, () -> store().deleteUser("alice"));

        as("alice").putJson("/presence/privacy", "{\"invisible\":true}").error(404);

        nothingIsLeft();
        assertThat(store().presence().privacy().settingsOf("alice").invisible()).isFalse();
    }

    @Test
    default void status_ofAUserWhoIsDeleted_leavesNothing() {
        whileAsked(Question.CURRENT_USER, () -> store().deleteUser("alice"));

        as("alice")
                .putJson("/presence/status", "{\"text\":\"Here\",\"state\":\"idle\"}")
                .error(403);

        nothingIsLeft();
        assertThat(store().presence().statuses().all()).isEmpty();
        assertThat(store().presence().recentStates()).isEmpty();
    }

    @Test
    default void presence_ofAUserWhoIsDeleted_leavesNothing() {
        for (String body : List.of("{\"state\":\"active\"}", "{\"override\":\"idle\"}", "{\"override\":null}")) {
            whileAsked(Question.CURRENT_USER, () -> store().deleteUser("alice"));
            as("alice")
                    .postJson(body.contains("state") ? "/presence" : "/presence/override", body)
                    .isNoContent();
            nothingIsLeft();
            assertThat(store().presence().recentStates()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CURRENT_USER", "CHANNEL_ACCESS"})
    default void initiate_whileSomebodyOrTheChannelIsDeleted_leavesNothing(Question question) {
        for (Runnable deletion : List.<Runnable>of(
                () -> store().deleteUser("alice"),
                () -> store().deleteUser("bob"),
                () -> store().deleteChannel("dm:alice:bob"))) {
            whileAsked(question, deletion);
            as("alice")
                    .postJson("/calls/initiate", "{\"channel\":\"dm:alice:bob\"}")
                    .isError(403, "access denied");
            nothingIsLeft();
            assertThat(store().calls().active("dm:alice:bob")).isEmpty();
        }
    }

    @Test
    default void accept_byAUserWhoIsDeleted_leavesNothing() {
        String call = ring("dm:alice:bob:carol");
        store().calls().accept(call, "carol");
        whileAsked(Question.CURRENT_USER, () -> store().deleteUser("bob"));

        as("bob").post("/calls/" + call + "/accept").isError(404, "call not found");

        nothingIsLeft();
        assertThat(call(call).participant("bob")).isEmpty();
    }

    @Test
    default void invite_ofAUserWhoIsDeleted_leavesNothing() {
        String call = talk();
        whileAsked(Question.USERS, () -> store().deleteUser("carol"));

        as("alice")
                .postJson("/calls/" + call + "/invite", "{\"username\":\"carol\"}")
                .isError(404, "user not found");

        nothingIsLeft();
        assertThat(call(call).participant("carol")).isEmpty();
    }

    @Test
    default void signalsAndMediaOfACall_byAUserWhoIsDeleted_leaveNothing() {
        String call = ring("dm:alice:bob:carol");
        store().calls().accept(call, "carol");
        store().calls().accept(call, "bob");
        String signal = "{\"to\":\"alice\",\"type\":\"offer\",\"payload\":1}";

        whileAsked(Question.CURRENT_USER, () -> store().deleteUser("bob"));
        as("bob").postJson("/calls/" + call + "/signal", signal).isError(404, "call not found");
        nothingIsLeft();
        assertThat(store().calls().signals().waiting(call, "alice", 0)).isEmpty();

        whileAsked(Question.CURRENT_USER, () -> store().deleteUser("bob"));
        as("bob").postBytes("/calls/" + call + "/media", new byte[1]).isError(404, "call not found");
        as("bob").postJson("/calls/" + call + "/screenshare", "{\"on\":true}").isError(404, "call not found");
        nothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CURRENT_USER", "CHANNEL_ACCESS"})
    default void screenShare_ofWhatIsDeleted_leavesNothing(Question question) {
        for (Runnable deletion : deletions()) {
            whileAsked(question, deletion);
            as("alice")
                    .postJson("/screenshare/start", "{\"channel\":\"general\"}")
                    .isError(403, "access denied");
            nothingIsLeft();
            assertThat(store().screenShares().active("general")).isEmpty();
        }
    }

    @Test
    default void signalsAndMediaOfAShare_leaveNothingOfAUserWhoIsDeleted() {
        String share =
                store().screenShares().start("general", "alice").orElseThrow().id();
        String toAlice = "{\"to\":\"alice\",\"type\":\"answer\",\"payload\":1}";
        String toBob = "{\"to\":\"bob\",\"type\":\"offer\",\"payload\":1}";

        whileAsked(Question.CHANNEL_ACCESS, () -> store().deleteUser("bob"));
        as("bob").postJson("/screenshare/" + share + "/signal", toAlice).isError(404, "not found");
        nothingIsLeft();
        whileAsked(Question.USERS, () -> store().deleteUser("bob"));
        as("alice").postJson("/screenshare/" + share + "/signal", toBob).isError(404, "not found");
        nothingIsLeft();
        assertThat(store().screenShares().signals().waiting(share, "alice", 0)).isEmpty();
        assertThat(store().screenShares().signals().waiting(share, "bob", 0)).isEmpty();

        whileAsked(Question.CURRENT_USER, () -> store().deleteUser("alice"));
        as("alice").postBytes("/screenshare/" + share + "/media", new byte[1]).isError(404, "not found");
        nothingIsLeft();
    }

    @Test
    default void addMember_whoIsDeleted_leavesNothing() {
        ChannelId.Private team =
                store().channels().create("Team", "alice", List.of()).id();
        whileAsked(Question.USERS, () -> store().deleteUser("bob"));

        as("alice")
                .postJson("/private_channels/1/add_member", "{\"username\":\"bob\"}")
                .isText(404, "user not found");

        nothingIsLeft();
        assertThat(store().channels().members(team)).containsExactly("alice");
    }

    @Test
    default void create_withAMemberWhoIsDeleted_leavesThemOut() {
        whileAsked(Question.USERS, () -> store().deleteUser("bob"));

        as("alice")
                .postJson("/private_channels/create", "{\"name\":\"Team\",\"members\":[\"bob\",\"carol\"]}")
                .hasStatus(200);

        assertThat(store().channels().members(new ChannelId.Private(1))).containsExactly("alice", "carol");
    }

    @Test
    default void create_byAUserWhoIsDeleted_leavesNothing() {
        whileAsked(Question.USERS, () -> store().deleteUser("alice"));

        as("alice")
                .postJson("/private_channels/create", "{\"name\":\"Team\",\"members\":[\"bob\"]}")
                .isText(403, "forbidden");

        nothingIsLeft();
        assertThat(store().channels().channelsOf("bob")).isEmpty();
    }

    @Test
    default void whatIsDeletedBeforeTheRequest_isUpToTheHost() {
        whileAsked(Question.USERS, () -> {});
        store().deleteUser("alice");
        store().deleteChannel("general");

        as("alice").post("/typing/general").isNoContent();

        assertThat(store().typing().typingUsers("general")).containsExactly("alice");
    }
}
