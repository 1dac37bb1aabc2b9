package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.host.HostEvent;
import io.minimost.presence.host.UserDirectory;
import io.minimost.presence.receipts.MessageLookup;
import io.minimost.presence.values.MessageId;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The responses when a service of the host fails: a server error without details. */
interface HostFailuresOverHttp extends StreamFixture {
    /** A host whose services all return the result of {@code answer}. */
    private void useHost(Supplier<?> answer) {
        configure(builder -> builder.publicChannels("general")
                .users(new FailingUsers(answer))
                .messages(new FailingMessages(answer)));
        store().channels().create("Team", "alice", List.of("bob"));
        changes().clear();
    }

    private List<ClientResponse> askEverything() {
        return List.of(
                as("alice").post("/mark_read/general"),
                as("alice").postForm("/react/1", "reaction", "rocket"),
                as("alice").get("/private_channels"),
                as("alice").postJson("/private_channels/create", "{\"name\":\"Team\",\"members\":[\"bob\"]}"),
                as("alice").postJson("/private_channels/1/add_member", "{\"username\":\"carol\"}"),
                as("alice").postJson("/private_channels/1/remove_member", "{\"username\":\"carol\"}"),
                as("alice").get("/channel_members/general"));
    }

    private void isInternalErrorEverywhere() {
        for (ClientResponse response : askEverything()) {
            assertThat(response.error(500)).isEqualTo("internal error");
        }
        assertThat(changes()).isEmpty();
    }

    @Test
    default void hostThatThrows_isAnInternalErrorWithoutDetails() {
        useHost(() -> {
            throw new IllegalStateException("secret");
        });

        isInternalErrorEverywhere();
    }

    @Test
    default void hostThatComplainsOfItsArguments_isAnInternalErrorToo() {
        useHost(() -> {
            throw new IllegalArgumentException("secret");
        });

        isInternalErrorEverywhere();
    }

    @Test
    default void hostThatThrowsWhatJavaWouldNot_isAnInternalErrorToo() {
        useHost(() -> {
            throw HostFailuresOverHttp.<RuntimeException>unchecked(new IOException("secret"));
        });

        isInternalErrorEverywhere();
    }

    @Test
    default void decisionsThatThrowWhatJavaWouldNot_areDenials() {
        configure(builder -> builder.channelAccess((user, channel) -> {
            throw HostFailuresOverHttp.<RuntimeException>unchecked(new IOException("secret"));
        }));
        assertThat(as("alice").get("/typing/general").error(403)).isEqualTo("forbidden");

        configure(builder -> builder.currentUser(request -> {
            throw HostFailuresOverHttp.<RuntimeException>unchecked(new IOException("secret"));
        }));
        assertThat(as("alice").get("/online_users").error(403)).isEqualTo("forbidden");
    }

    @Test
    @SuppressWarnings("NullAway") // what a host without null checks does
    default void hostThatAnswersNull_isAnInternalErrorToo() {
        useHost(() -> null);

        isInternalErrorEverywhere();
    }

    @Test
    default void hostWhoseStoreIsBusy_saysTryAgain() {
        useHost(() -> {
            throw new PresenceStoreException.Busy("/srv/secret", 5, "busy", null);
        });

        for (ClientResponse response : askEverything()) {
            assertThat(response.error(503)).contains("try again").doesNotContain("secret");
        }
        assertThat(changes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:b", " carol", "a\nb"})
    default void directoryThatAnswersImpossibleNames_isAnInternalError(String name) {
        useHost(() -> Optional.of(name));

        as("alice")
                .postJson("/private_channels/create", "{\"name\":\"Team\",\"members\":[\"bob\"]}")
                .error(500);
        as("alice")
                .postJson("/private_channels/1/add_member", "{\"username\":\"carol\"}")
                .error(500);
        assertThat(changes()).isEmpty();
    }

    @Test
    default void messagesOutsideOfTime_areAnInternalError() {
        useHost(() -> List.of(Instant.now(), Instant.MAX));

        as("alice").post("/mark_read/general").error(500);
        assertThat(changes()).isEmpty();
    }

    @Test
    @SuppressWarnings("NullAway") // what a host without null checks does
    default void streamForWhichTheHostFails_isRefusedForTheMoment() {
        Supplier<?> failure = () -> {
            throw new IllegalArgumentException("secret");
        };
        useHost(failure);
        isRefusedStream();

        configure(builder -> builder.hostEvents(connection -> List.of((HostEvent) failure.get())));
        isRefusedStream();

        configure(builder -> builder.hostEvents(connection -> Arrays.asList((HostEvent) null)));
        isRefusedStream();

        configure(builder -> builder.channelAccess((user, channel) -> failure.get() != null));
        isRefusedStream();
    }

    private void isRefusedStream() {
        ClientResponse response = as("alice").get("/events?channel=general");

        assertThat(response.error(503)).isEqualTo("this server cannot begin an event stream now, try again");
        assertThat(response.header("Retry-After")).contains("5");
        assertThat(hub().openConnections()).isZero();
    }

    /** Throws {@code failure} as a language without checked exceptions would. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Exception> E unchecked(Exception failure) throws E {
        throw (E) failure;
    }

    @SuppressWarnings("unchecked") // the answers are wrong on purpose
    record FailingUsers(Supplier<?> answer) implements UserDirectory {
        @Override
        public Optional<String> find(String name) {
            return (Optional<String>) answer.get();
        }

        @Override
        public List<String> all() {
            return (List<String>) answer.get();
        }
    }

    @SuppressWarnings("unchecked") // the answers are wrong on purpose
    record FailingMessages(Supplier<?> answer) implements MessageLookup {
        @Override
        public Optional<Message> find(MessageId id, String viewer) {
            return (Optional<Message>) answer.get();
        }

        @Override
        public List<Instant> messagesOfOthers(String channel, String reader, Optional<Instant> after) {
            return (List<Instant>) answer.get();
        }
    }
}
