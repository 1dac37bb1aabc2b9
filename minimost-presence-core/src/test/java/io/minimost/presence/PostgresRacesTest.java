package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.calls.Call;
import io.minimost.presence.calls.InitiateResult;
import io.minimost.presence.channels.PrivateChannel;
import io.minimost.presence.events.PresenceEvent;
import io.minimost.presence.events.PresenceEvent.TypingStarted;
import io.minimost.presence.events.PresenceEvent.TypingStopped;
import io.minimost.presence.reactions.ToggleResult;
import io.minimost.presence.testing.PostgresNodes;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.MessageRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two nodes with eight threads each, which change the same rows. The counts are exact, and no call fails. */
class PostgresRacesTest {
    private static final MessageRef MESSAGE = new MessageRef("general", StoreFixture.START);

    @RegisterExtension
    final PostgresNodes nodes = new PostgresNodes(2);

    @Test
    void toggles_removeAsOftenAsTheyAdd() throws Exception {
        List<ToggleResult> results =
                nodes.race(50, (store, random) -> store.reactions().toggle(MESSAGE, "rocket", "alice"));

        assertThat(Collections.frequency(results, ToggleResult.ADDED)).isEqualTo(400);
        assertThat(Collections.frequency(results, ToggleResult.REMOVED)).isEqualTo(400);
        assertThat(count("message_reactions")).isZero();
        assertThat(count("mp_facts")).isEqualTo(800);
    }

    @Test
    void togglesOfTwoSpellings_neverLeaveBoth() throws Exception {
        List<String> spellings = List.of("\u2764", "\u2764\ufe0f");

        List<ToggleResult> results = nodes.race(
                30,
                (store, random) -> store.reactions()
                        .toggle(MESSAGE, spellings.get(nodes.stores().indexOf(store)), "alice"));

        assertThat(Collections.frequency(results, ToggleResult.ADDED))
                .isEqualTo(Collections.frequency(results, ToggleResult.REMOVED))
                .isEqualTo(240);
        assertThat(count("message_reactions")).isZero();
    }

    @Test
    void oneCallOfAllThatBegin_rings() throws Exception {
        for (int round = 0; round < 30; round++) {
            List<InitiateResult> results =
                    nodes.race(1, (store, random) -> store.calls().initiate("dm:alice:bob", "alice"));

            String winner =
                    nodes.store(0).calls().active("dm:alice:bob").orElseThrow().id();
            assertThat(results)
                    .filteredOn(result -> result.outcome() == InitiateResult.Outcome.RINGING)
                    .hasSize(1);
            assertThat(results)
                    .filteredOn(result -> result.outcome() == InitiateResult.Outcome.BUSY)
                    .hasSize(15);
            assertThat(results)
                    .extracting(result -> result.call().map(Call::id).orElse("none"))
                    .containsOnly(winner);
            nodes.store(1).calls().end(winner, "alice");
        }
        assertThat(count("calls")).isEqualTo(30);
    }

    @Test
    void sweepsOfAllNodes_tellEachTypistOnce() throws Exception {
        List<PresenceEvent> stopped = Collections.synchronizedList(new ArrayList<>());
        nodes.stores().forEach(store -> store.events().on(TypingStopped.class, stopped::add));
        for (int round = 1; round <= 10; round++) {
            for (int i = 0; i < 100; i++) {
                nodes.store(i % 2).typing().start("user" + i, "general");
            }
            nodes.clock().step(Duration.ofSeconds(10));

            nodes.race(1, (store, random) -> {
                store.sweep();
                return true;
            });

            nodes.stores().forEach(StoreFixture::awaitDelivered);
            assertThat(stopped)
                    .extracting(event -> ((TypingStopped) event).user())
                    .doesNotHaveDuplicates()
                    .hasSize(100);
            stopped.clear();
        }
        assertThat(count("typing")).isZero();
    }

    @Test
    void keystrokesOnAllNodes_beginTypingOnce() throws Exception {
        List<PresenceEvent> published = Collections.synchronizedList(new ArrayList<>());
        nodes.stores().forEach(store -> store.events().on(TypingStarted.class, published::add));
        nodes.stores().forEach(store -> store.events().on(TypingStopped.class, published::add));
        for (int round = 0; round < 40; round++) {
            nodes.race(2, (store, random) -> {
                store.typing().start("alice", "general");
                return true;
            });

            nodes.stores().forEach(StoreFixture::awaitDelivered);
            assertThat(published)
                    .as("of round %s, in which earlier typing has expired, but for the first one", round)
                    .extracting(event -> event.getClass().getSimpleName())
                    .isEqualTo(round == 0 ? List.of("TypingStarted") : List.of("TypingStopped", "TypingStarted"));
            published.clear();
            nodes.clock().step(Duration.ofSeconds(10));
        }
    }

    @Test
    void typistsInAStorm_neitherFailNorStay() throws Exception {
        long deadlocks = deadlocks();

        nodes.race(300, (store, random) -> {
            String user = "user" + random.nextInt(6);
            String channel = List.of("general", "random", "dev").get(random.nextInt(3));
            switch (random.nextInt(4)) {
                case 0 -> store.typing().stop(user, channel);
                case 1 -> store.typing().stopEverywhere(user);
                default -> store.typing().start(user, channel);
            }
            return true;
        });

        IntStream.range(0, 6).forEach(i -> nodes.store(0).typing().stopEverywhere("user" + i));
        assertThat(count("typing")).isZero();
        assertThat(deadlocks()).as("each stops both nodes for a second").isEqualTo(deadlocks);
    }

    @Test
    void readersOfTheSameMessages_areCountedOnce() throws Exception {
        List<Instant> messages =
                IntStream.range(0, 40).mapToObj(StoreFixture.START::plusSeconds).toList();
        List<Integer> results = nodes.race(60, (store, random) -> {
            List<Instant> some = new ArrayList<>(messages);
            Collections.shuffle(some, random);
            String reader = "user" + random.nextInt(4);
            if (random.nextInt(4) == 0) {
                store.receipts().markReadUpTo("general", reader, some.get(0));
            }
            return store.receipts().markRead("general", reader, some.subList(0, 3));
        });

        assertThat(results.stream().mapToLong(result -> result).sum()).isEqualTo(count("read_receipts"));
        assertThat(nodes.plain().column("""
                SELECT reader FROM read_receipts JOIN mp_read_watermarks USING (channel, reader)
                GROUP BY reader, last_read_ts HAVING max(msg_ts) > last_read_ts
                """)).isEmpty();
        assertThat(count("mp_read_watermarks")).isEqualTo(4);
    }

    @Test
    void heartbeats_doNotBringBackWhoLeaves() throws Exception {
        PrivateChannel team = nodes.store(0).channels().create("Team", "alice", List.of("bob", "carol"));
        String call = nodes.store(0)
                .calls()
                .initiate(team.id().text(), "alice")
                .call()
                .orElseThrow()
                .id();
        nodes.store(0).calls().accept(call, "carol");
        for (int round = 0; round < 30; round++) {
            nodes.store(1).calls().accept(call, "bob");
            nodes.clock().step(Duration.ofMillis(1500));
            String left = nodes.clock().instant().toString();

            nodes.race(
                    2,
                    (store, random) -> random.nextInt(8) == 0
                            ? store.calls().end(call, "bob")
                            : store.calls()
                                    .heartbeat(
                                            call,
                                            List.of("alice", "bob", "carol").get(random.nextInt(3))));
            nodes.store(round % 2).calls().end(call, "bob");

            Call after = nodes.store(0).calls().find(call).orElseThrow();
            assertThat(after.accepted()).containsExactly("alice", "carol");
            assertThat(nodes.store(1).calls().heartbeat(call, "bob"))
                    .as("who left at %s", left)
                    .isFalse();
        }
    }

    private long deadlocks() {
        return nodes.plain().number("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()");
    }

    private long count(String table) {
        return nodes.plain().number("SELECT count(*) FROM " + table);
    }
}
