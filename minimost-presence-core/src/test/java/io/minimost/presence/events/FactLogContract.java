package io.minimost.presence.events;

import static io.minimost.presence.events.FactLogs.allSince;
import static io.minimost.presence.events.FactLogs.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.Snapshot;
import io.minimost.presence.channels.HistoryVisibility;
import io.minimost.presence.events.PresenceEvent.Fact;
import io.minimost.presence.presence.PresenceOverride;
import io.minimost.presence.testing.Race;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.MessageRef;
import io.minimost.presence.values.PresenceState;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Which facts the log holds, and how they are read. */
abstract class FactLogContract extends FactLogFixture {
    private static final ChannelId.Private TEAM = new ChannelId.Private(1);
    private static final MessageRef MESSAGE = new MessageRef("general", StoreFixture.START);

    FactLogContract(StoreFixture fixture) {
        super(fixture);
    }

    @Test
    void everyCapability_logsItsFacts() {
        FactPosition start = events().latest();

        doEverything();

        assertThat(lines(allSince(events(), start)))
                .containsExactly(
                        "1 channel_created private:1 alice -",
                        "2 channel_created private:1 bob -",
                        "3 channel_renamed private:1 alice -",
                        "4 member_added private:1 carol -",
                        "5 member_left private:1 carol -",
                        "6 watermark_moved general bob 1800000001.5",
                        "7 messages_read general bob 1800000001.5",
                        "8 watermark_moved general bob 1800000002.0",
                        "9 reaction_added general bob 1800000000.0",
                        "10 reaction_removed general bob 1800000000.0",
                        "11 message_forgotten general - 1800000000.0",
                        "12 channel_forgotten private:1 - -",
                        "13 live_state_reset - - -",
                        "14 user_forgotten - dave -");
    }

    @Test
    void listenersAndReaders_getTheSame() {
        FactPosition start = events().latest();
        events().onFacts(FactFilter.everything(), received::add);
        fixture.clock().step(Duration.ofMillis(1234));

        doEverything();
        fixture.sweep(); // Facts of another node are read then.

        assertThat(received).hasSize(14).isEqualTo(allSince(events(), start));
        assertThat(received)
                .extracting(LoggedFact::at)
                .containsOnly(EpochSeconds.asStored(StoreFixture.START.plusMillis(1234)));
        assertThat(received.get(13).position()).isEqualTo(events().latest());
    }

    @Test
    void aCallThatChangesNothing_leavesNoFact() {
        fixture.store().receipts().markRead("general", "bob", List.of(StoreFixture.START));
        FactPosition before = events().latest();

        fixture.store().receipts().markRead("general", "bob", List.of(StoreFixture.START));
        fixture.store().reactions().remove(MESSAGE, "rocket", "bob");
        fixture.store().channels().rename(TEAM, "bob", "Other");

        assertThat(events().latest()).isEqualTo(before);
    }

    @Test
    void typingAndPresence_leaveNoFact() {
        FactPosition before = events().latest();
        events().onFacts(FactFilter.everything(), received::add);

        fixture.store().typing().start("alice", "general");
        fixture.store().typing().stop("alice", "general");
        fixture.store().typing().start("alice", "general");
        fixture.store().presence().update("alice", PresenceState.ACTIVE);
        fixture.store().presence().setOverride("alice", PresenceOverride.IDLE);
        fixture.clock().step(Duration.ofHours(2));
        fixture.sweep();

        assertThat(fixture.takeEvents()).hasSize(7).noneMatch(Fact.class::isInstance);
        assertThat(events().latest()).isEqualTo(before);
        assertThat(received).isEmpty();
    }

    @Test
    void manyMessagesReadAtOnce_areOneFact() {
        FactPosition start = events().latest();

        fixture.store()
                .receipts()
                .markRead(
                        "general",
                        "bob",
                        IntStream.of(2, 3, 1)
                                .mapToObj(StoreFixture.START::plusSeconds)
                                .toList());

        assertThat(lines(allSince(events(), start)))
                .containsExactly(
                        "1 watermark_moved general bob 1800000003.0", "2 messages_read general bob 1800000003.0");
    }

    @Test
    void aPage_endsWhereTheNextOneBegins() {
        FactPosition start = events().latest();
        List<String> crowd = IntStream.range(0, 200).mapToObj(i -> "user-" + i).toList();
        for (int i = 0; i < 11; i++) {
            fixture.store().channels().create("Channel", "user-0", crowd);
        }
        FactFilter last = FactFilter.channels(List.of("private:11"));

        Facts.Page first = page(start, FactFilter.everything());
        assertThat(first.facts()).hasSize(1000);
        assertThat(first.more()).isTrue();
        assertThat(first.next().sequence()).isEqualTo(1000);
        Facts.Page second = page(first.next(), FactFilter.everything());
        assertThat(second.facts()).hasSize(1000);
        Facts.Page third = page(second.next(), FactFilter.everything());
        assertThat(third.facts()).hasSize(200);
        assertThat(third.more()).isFalse();
        assertThat(third.next()).isEqualTo(events().latest());
        assertThat(page(third.next(), FactFilter.everything()))
                .isEqualTo(new Facts.Page(List.of(), third.next(), false));

        Facts.Page filtered = page(start, last);
        assertThat(filtered.facts()).isEmpty();
        assertThat(filtered.more()).isTrue();
        assertThat(allSince(events(), start, last)).hasSize(200);
    }

    @Test
    void aTokenOfAnotherLog_isResync() {
        markRead("bob", 1);
        FactPosition latest = events().latest();
        String other = latest.log().equals("0000000000000000") ? "1111111111111111" : "0000000000000000";

        assertThat(events().since(new FactPosition(other, latest.sequence()), FactFilter.everything()))
                .isEqualTo(new Facts.Resync());
    }

    @Test
    void aTokenOfTheFuture_isResync() {
        markRead("bob", 1);
        FactPosition latest = events().latest();

        assertThat(events().since(new FactPosition(latest.log(), latest.sequence() + 1), FactFilter.everything()))
                .isEqualTo(new Facts.Resync());
    }

    @Test
    void manyThreads_everyFactOnceAndInOrder() throws Exception {
        FactPosition start = events().latest();
        events().onFacts(FactFilter.everything(), received::add);

        Race.run(
                50,
                () -> fixture.store().reactions().toggle(MESSAGE, "rocket", "bob"),
                () -> fixture.store().reactions().toggle(MESSAGE, "tada", "carol"));

        assertThat(allSince(events(), start))
                .extracting(LoggedFact::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 50L * Race.THREADS).boxed().toList());
        // The delivery thread may deliver the last of them later.
        await().untilAsserted(() -> assertThat(List.copyOf(received)).isEqualTo(allSince(events(), start)));
    }

    @Test
    void snapshot_isTheStateAndThePlaceToFollowFrom() {
        fixture.store().typing().start("alice", "general");
        fixture.store().typing().start("bob", "general");
        fixture.store().presence().update("bob", PresenceState.IDLE);
        markRead("alice", 1);

        Snapshot snapshot = fixture.store().snapshot("bob", List.of("general", "random"));

        assertThat(snapshot.position()).isEqualTo(events().latest());
        assertThat(snapshot.typingUsers())
                .containsExactly(entry("general", List.of("alice")), entry("random", List.of()));
        assertThat(snapshot.online()).containsExactly(entry("bob", PresenceState.IDLE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fixture.store().snapshot("b:b", List.of()))
                .withMessageContaining("b:b");
    }

    @Test
    void deleteUser_removesTheNameFromOlderFacts() {
        FactPosition start = events().latest();
        fixture.store().channels().create("Team", "alice", List.of("bob"));
        markRead("alice", 1);

        fixture.store().deleteUser("alice");

        assertThat(lines(allSince(events(), start)))
                .containsExactly(
                        "1 channel_created private:1 - -",
                        "2 channel_created private:1 bob -",
                        "3 watermark_moved general - 1800000001.0",
                        "4 messages_read general - 1800000001.0",
                        "5 user_forgotten - alice -");
    }

    private Facts.Page page(FactPosition token, FactFilter filter) {
        return FactLogs.page(events(), token, filter);
    }

    private void doEverything() {
        fixture.store().channels().create("Team", "alice", List.of("bob"));
        fixture.store().channels().rename(TEAM, "alice", "The Team");
        fixture.store().channels().addMember(TEAM, "alice", "carol", HistoryVisibility.all());
        fixture.store().channels().removeMember(TEAM, "bob", "carol");
        fixture.store().receipts().markRead("general", "bob", List.of(StoreFixture.START.plusMillis(1500)));
        fixture.store().receipts().markReadUpTo("general", "bob", StoreFixture.START.plusSeconds(2));
        fixture.store().reactions().toggle(MESSAGE, "rocket", "bob");
        fixture.store().reactions().toggle(MESSAGE, "rocket", "bob");
        fixture.store().deleteMessage(MESSAGE);
        fixture.store().deleteChannel("private:1");
        fixture.resetLiveState();
        fixture.store().deleteUser("dave");
    }
}
