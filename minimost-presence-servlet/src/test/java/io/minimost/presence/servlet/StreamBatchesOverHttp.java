package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.host.HostEvent;
import io.minimost.presence.host.HostEventSource;
import io.minimost.presence.receipts.MessageLookup;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.MessageId;
import io.minimost.presence.values.MessageRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Changes while the broadcasting thread is busy, which are then sent together. */
interface StreamBatchesOverHttp extends StreamFixture {
    String SLOW = "slow";

    /** Runs {@code work} while nothing is broadcast, because the host is slow to count unread messages. */
    private void atOnce(SlowMessages messages, Runnable work) {
        store().channels().create("Slow", SLOW, List.of());
        try (EventSourceClient slow = subscribe(SLOW, "")) {
            settle(SLOW, slow);
            messages.hold();
            try {
                hub().unreadChanged(
                                store().channels().channelsOf(SLOW).get(0).id().text());
                messages.awaitAsked();
                work.run();
            } finally {
                messages.goOn();
            }
        }
    }

    private SlowMessages useSlowMessages(HostEventSource events) {
        SlowMessages messages = new SlowMessages();
        configure(builder ->
                builder.publicChannels("general", "software").messages(messages).hostEvents(events));
        return messages;
    }

    @Test
    default void memberWhoIsRemoved_receivesNothingThatIsSentWithIt() {
        SlowMessages messages = useSlowMessages(connection -> List.of());
        ChannelId.Private team = store().channels()
                .create("Team", "alice", List.of("bob", "carol"))
                .id();
        MessageRef message = new MessageRef(team.text(), EpochSeconds.toInstant(1716000000.0));
        try (EventSourceClient bob = subscribe("bob", "?channel=" + team.text());
                EventSourceClient facts = subscribe("bob", "?facts=true&channel=" + team.text());
                EventSourceClient carol = subscribe("carol", "?channel=" + team.text())) {
            atOnce(messages, () -> {
                store().channels().removeMember(team, "alice", "bob");
                store().reactions().toggle(message, "rocket", "alice");
                hub().publish(HostEvent.in(team.text(), "pins", "1"));
            });

            carol.awaitEvent("reactions", data -> true);
            carol.awaitLast("pins", "1");
            assertThat(settle("bob", bob).names())
                    .doesNotContain("reactions", "pins")
                    .contains("resync");
            assertThat(settle("bob", facts).names()).doesNotContain("pins");
            assertThat(facts.data("fact")).hasSize(1).allMatch(data -> data.contains("member_left"));
        }
    }

    /** Others still see the old value for a moment. */
    @Test
    default void newcomer_receivesWhatOthersHaveNotReceivedYet() {
        SlowMessages messages = useSlowMessages(connection -> List.of());
        ChannelId.Private team =
                store().channels().create("Team", "alice", List.of("bob")).id();
        try (EventSourceClient first = subscribe("alice", "")) {
            atOnce(messages, () -> {
                store().channels().rename(team, "bob", "Crew");
                try (EventSourceClient second = subscribe("alice", "")) {
                    assertThat(second.data("private_channels")).hasSize(1).allMatch(data -> data.contains("Crew"));
                }
            });
            first.awaitEvent(
                    "private_channels",
                    data -> data.path(0).path("name").asText().equals("Crew"));
        }
    }

    /** It was published before the stream began, and is broadcast after. */
    @Test
    default void eventThatAStreamBeginsWith_isNotSentAgain() {
        HostEvent pin = HostEvent.in("general", "pins", "1").withCursor("1");
        HostEvent later = HostEvent.in("general", "pins", "2").withCursor("2");
        SlowMessages messages = useSlowMessages(connection -> List.of(pin));
        atOnce(messages, () -> {
            hub().publish(pin);
            try (EventSourceClient alice = subscribe("alice", "?channel=general")) {
                messages.goOn();

                assertThat(settle("alice", alice).data("pins")).containsExactly("1");
                hub().publish(later);
                alice.awaitLast("pins", "2");
            }
        });
    }

    /** The clients replay the rest from the log, so that nothing piles up. */
    @Test
    default void tooMuchAtOnce_endsTheStreams_whoseClientsComeBackSoon() {
        SlowMessages messages = useSlowMessages(connection -> List.of());
        try (EventSourceClient alice = subscribe("alice", "?channel=general")) {
            atOnce(messages, () -> {
                for (int i = 0; i <= 20_000; i++) {
                    hub().publishTo("nobody", HostEvent.of("poke", "1"));
                }
            });

            alice.awaitEnd();
            assertThat(alice.retry()).isEqualTo("200");
        }
        try (EventSourceClient alice = subscribe("alice", "?channel=general")) {
            store().typing().start("bob", "general");
            alice.awaitLast("typing", "[\"bob\"]");
        }
    }

    @Test
    default void valueThatCannotBeRead_isSentWhenItCan() {
        SlowMessages messages = useSlowMessages(connection -> List.of());
        store().channels().create("Slow", SLOW, List.of("alice"));
        try (EventSourceClient slow = subscribe(SLOW, "")) {
            messages.fail(true);
            store().channels().rename(new ChannelId.Private(1), "alice", "Crew");
            messages.awaitAsked();
            messages.fail(false);

            slow.awaitEvent(
                    "private_channels",
                    data -> data.path(0).path("name").asText().equals("Crew"));
        }
    }

    @Test
    default void valueThatNobodyWatchesAnyMore_isNotRead() {
        SlowMessages messages = useSlowMessages(connection -> List.of());
        store().channels().create("Slow", SLOW, List.of("alice"));
        subscribe(SLOW, "").close();
        hub().disconnect(SLOW);
        Awaitility.await().until(() -> hub().users().isEmpty());
        messages.fail(false);
        try (EventSourceClient alice = subscribe("alice", "")) {
            store().channels().rename(new ChannelId.Private(1), "alice", "Crew");

            alice.awaitEvent(
                    "private_channels",
                    data -> data.path(0).path("name").asText().equals("Crew"));
            settle("alice", alice);
            assertThat(messages.wasAsked()).isFalse();
        }
    }

    /** Has no messages, and can be slow to answer. */
    final class SlowMessages implements MessageLookup {
        private volatile CountDownLatch asked = new CountDownLatch(1);
        private volatile CountDownLatch answer = new CountDownLatch(0);

        private volatile boolean failing;

        void hold() {
            asked = new CountDownLatch(1);
            answer = new CountDownLatch(1);
        }

        void goOn() {
            answer.countDown();
        }

        void fail(boolean now) {
            asked = new CountDownLatch(1);
            failing = now;
        }

        void awaitAsked() {
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(this::wasAsked);
        }

        boolean wasAsked() {
            return asked.getCount() == 0;
        }

        @Override
        public Optional<Message> find(MessageId id, String viewer) {
            return Optional.empty();
        }

        @Override
        public List<Instant> messagesOfOthers(String channel, String reader, Optional<Instant> after) {
            if (reader.equals(SLOW)) {
                boolean fails = failing;
                asked.countDown();
                try {
                    answer.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                if (fails) {
                    throw new IllegalStateException("no messages now");
                }
            }
            return List.of();
        }
    }
}
