package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.events.PresenceEvent.ReactionAdded;
import io.minimost.presence.limits.Rate;
import io.minimost.presence.limits.RateLimit;
import io.minimost.presence.reactions.ReactionLimits;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.MessageRef;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

interface ReactionsOverHttp extends HttpFixture {
    MessageRef MESSAGE = new MessageRef("general", EpochSeconds.toInstant(1795487159.1591275));

    private void useMessages() {
        TestMessages messages = new TestMessages()
                .with(1, "general", MESSAGE.seconds(), "bob")
                .with(2, "dm:bob:carol", 1716000000.0, "bob")
                .with(3, "private:1", 1716000001.0, "bob")
                .with(4, "unlisted", 1716000002.0, "bob")
                .with(Long.MAX_VALUE, "general", 1716000003.0, "bob");
        configure(builder -> builder.publicChannels("general")
                .messages(messages)
                .limits(Limits.defaults().withRate(RateLimit.REACTIONS, Rate.UNLIMITED)));
    }

    @Test
    default void postReact_toggles() {
        useMessages();

        as("bob").postForm("/react/1", "reaction", "thumbs_up").isJson("{\"thumbs_up\":[\"bob\"]}");
        as("alice").postForm("/react/1", "reaction", "thumbs_up").isJson("{\"thumbs_up\":[\"alice\",\"bob\"]}");
        as("alice").postForm("/react/1", "reaction", "rocket");
        assertThat(as("alice").postForm("/react/1", "reaction", "+1").body())
                .isEqualTo("{\"+1\":[\"alice\"],\"rocket\":[\"alice\"],\"thumbs_up\":[\"alice\",\"bob\"]}\n");
        as("alice").postForm("/react/1", "reaction", "+1");
        as("alice").postForm("/react/1", "reaction", "rocket");
        as("alice").postForm("/react/1", "reaction", "thumbs_up").isJson("{\"thumbs_up\":[\"bob\"]}");
        assertThat(as("bob").postForm("/react/1", "reaction", "thumbs_up").body())
                .isEqualTo("{}\n");
    }

    @Test
    default void postReact_storesTheTimeOfTheMessage() {
        useMessages();

        as("bob").postForm("/react/1", "reaction", "rocket");

        assertThat(store().reactions().reactionsTo(MESSAGE)).hasSize(1);
        assertThat(((ReactionAdded) changes().all().get(0)).message()).isEqualTo(MESSAGE);
    }

    @Test
    default void postReact_cutsOffBlanks() {
        useMessages();

        as("bob").postForm("/react/1", "reaction", " \u00A0rocket\t\n").isJson("{\"rocket\":[\"bob\"]}");
    }

    @Test
    default void postReact_takesMultipartAsBrowsersSendIt() {
        useMessages();
        String body = """
                ------WebKitFormBoundaryAbC123\r
                Content-Disposition: form-data; name="other"\r
                \r
                x\r
                ------WebKitFormBoundaryAbC123\r
                Content-Disposition: form-data; name="reaction"\r
                \r
                rocket\r
                ------WebKitFormBoundaryAbC123--\r
                """;

        as("bob")
                .with("Content-Type", "multipart/form-data; boundary=----WebKitFormBoundaryAbC123")
                .postBytes("/react/1", body.getBytes(StandardCharsets.UTF_8))
                .isJson("{\"rocket\":[\"bob\"]}");
    }

    @Test
    default void postReact_afterSomebodyElseReadTheForm_findsTheFields() {
        useMessages();
        TestMessages messages = new TestMessages().with(1, "general", 1716000000.0, "bob");
        configure(builder -> builder.publicChannels("general")
                .messages(messages)
                .currentUser(request -> {
                    assertThat(request.getParameter("_csrf")).isNull();
                    return Optional.of("alice");
                }));

        http().postForm("/react/1", "reaction", "+1").isJson("{\"+1\":[\"alice\"]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "\u00A0", "thumbs up", "<b>", "caf\u00E9", "a\nb", "x:y", "\uD83D\uDE00", "{\"a\":1}"})
    default void postReact_withOtherThanAWord_isInvalid(String reaction) {
        useMessages();

        as("alice").postForm("/react/1", "reaction", reaction).isText(400, "invalid reaction");
        assertThat(changes()).isEmpty();
    }

    @Test
    default void postReact_withWordOfSixtyFiveCharacters_isInvalid() {
        useMessages();

        as("alice").postForm("/react/1", "reaction", "x".repeat(65)).isText(400, "invalid reaction");
        as("alice").postForm("/react/1", "reaction", "x".repeat(64)).hasStatus(200);
    }

    @Test
    default void postReact_withoutAField_isInvalid() {
        useMessages();

        as("alice").post("/react/1").isText(400, "invalid reaction");
        as("alice").post("/react/1?reaction=rocket").isText(400, "invalid reaction");
        as("alice").postForm("/react/1?reaction=rocket", "x", "y").isText(400, "invalid reaction");
        as("alice").postJson("/react/1", "{\"reaction\":\"rocket\"}").isText(400, "invalid reaction");
        assertThat(changes()).isEmpty();
    }

    @Test
    default void postReact_withInvalidReaction_isNotAnsweredByWhetherTheMessageExists() {
        useMessages();

        as("alice").postForm("/react/999", "reaction", "no good").isText(400, "invalid reaction");
        as("alice").postForm("/react/2", "reaction", "no good").isText(400, "invalid reaction");
    }

    @Test
    default void postReact_takesOnlyReactionsOfTheHost() {
        TestMessages messages = new TestMessages().with(1, "general", 1716000000.0, "bob");
        configure(builder ->
                builder.publicChannels("general").messages(messages).reactions(List.of("rocket", "\uD83D\uDE00")));

        as("alice").postForm("/react/1", "reaction", "thumbs_up").isText(400, "invalid reaction");
        as("alice").postForm("/react/1", "reaction", "\uD83D\uDE00").isJson("{\"\uD83D\uDE00\":[\"alice\"]}");
        as("alice")
                .postForm("/react/1", "reaction", "rocket")
                .isJson("{\"rocket\":[\"alice\"],\"\uD83D\uDE00\":[\"alice\"]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "3", "4", "999"})
    default void postReact_toMessageOutOfReach_isNotFound(String id) {
        useMessages();
        store().channels().create("Team", "bob", List.of());
        changes().clear();

        as("alice").postForm("/react/" + id, "reaction", "rocket").isText(404, "not found");
        assertThat(changes()).isEmpty();
    }

    @Test
    default void postReact_byFormerMember_isNotFoundAtOnce() {
        useMessages();
        ChannelId.Private team =
                store().channels().create("Team", "bob", List.of("alice")).id();
        as("alice").postForm("/react/3", "reaction", "rocket").hasStatus(200);

        store().channels().leave(team, "alice");

        as("alice").postForm("/react/3", "reaction", "rocket").isText(404, "not found");
    }

    @Test
    default void postReact_takesLongNumbers() {
        useMessages();

        as("alice").postForm("/react/" + Long.MAX_VALUE, "reaction", "rocket").hasStatus(200);
    }

    @Test
    default void postReact_beyondTheLimit_isAConflict() {
        reopen(builder -> builder.reactionLimits(new ReactionLimits(2, 1)));
        useMessages();
        as("alice").postForm("/react/1", "reaction", "rocket").hasStatus(200);
        changes().clear();

        as("alice").postForm("/react/1", "reaction", "+1").isText(409, "too many reactions");
        assertThat(changes()).isEmpty();
        as("bob").postForm("/react/1", "reaction", "+1").hasStatus(200);
        as("carol").postForm("/react/1", "reaction", "-1").isText(409, "too many reactions");
        as("alice").postForm("/react/1", "reaction", "rocket").isJson("{\"+1\":[\"bob\"]}");
    }

    @Test
    default void postReact_whereHostHasNoMessages_isNotImplemented() {
        assertThat(as("alice").postForm("/react/1", "reaction", "rocket").error(501))
                .contains("messages");
        as("alice").postForm("/react/1", "reaction", "no good").isText(400, "invalid reaction");
    }

    /** An odd number of toggles leaves the reaction there, an even number does not; and none of them fails. */
    @Test
    default void postReact_simultaneously_neverFailsAndKeepsParity() throws Exception {
        useMessages();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<ClientResponse>> responses = threads.invokeAll(
                    Collections.nCopies(81, () -> as("alice").postForm("/react/1", "reaction", "+1")));
            for (Future<ClientResponse> response : responses) {
                response.get().hasStatus(200);
            }
            assertThat(store().reactions().reactionsTo(MESSAGE)).hasSize(1);
            as("alice").postForm("/react/1", "reaction", "+1").isJson("{}");
        } finally {
            threads.shutdownNow();
        }
    }
}
