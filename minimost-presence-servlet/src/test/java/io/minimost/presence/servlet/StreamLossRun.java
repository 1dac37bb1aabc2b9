package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.channels.HistoryVisibility;
import io.minimost.presence.events.FactFilter;
import io.minimost.presence.events.FactKind;
import io.minimost.presence.events.FactPosition;
import io.minimost.presence.events.Facts;
import io.minimost.presence.events.LoggedFact;
import io.minimost.presence.json.ReactionJson;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.MessageRef;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Clients that lose their connections again and again, and resume, miss nothing and receive nothing that their users may not
 * see. Several nodes are written to by turns; each client connects to another one than before.
 */
final class StreamLossRun {
    /** A stream whose client has gone keeps its slot until the next write. */
    static final Limits LIMITS = Limits.defaults().withStreams(1000, 1000);

    private static final int WRITERS = 50;
    private static final int DISCONNECTS_OF_EACH = Repetitions.of(200);
    private static final int CHANGES_FOR_EACH_DISCONNECT = 10;
    private static final ChannelId.Private TEAM = new ChannelId.Private(1);
    private static final List<String> CHANNELS = List.of("general", "dm:alice:bob", "private:1");
    private static final String QUERY = "?channel=general&channel=dm:alice:bob&channel=private:1";

    private final List<PresenceStore> stores;
    private final List<Integer> ports;

    /** Each of {@code stores} has a filter at one of {@code ports}, with the public channel {@code general}. */
    StreamLossRun(List<PresenceStore> stores, List<Integer> ports) {
        this.stores = stores;
        this.ports = ports;
    }

    private PresenceStore store() {
        return stores.get(0);
    }

    void loseNothing() throws Exception {
        long seed = System.nanoTime();
        store().channels().create("Team", "alice", List.of("bob", "dave"));
        String start = store().events().latest().text();
        List<FlakyReader> readers = new ArrayList<>();
        for (String user : List.of("alice", "bob", "carol", "dave")) {
            readers.add(new FlakyReader(ports, user, QUERY + "&facts=true", start, seed + readers.size()));
        }
        // And a client that receives values.
        readers.add(new FlakyReader(ports, "alice", QUERY, start, seed - 1));

        Semaphore changes = new Semaphore(0);
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<?>> writing = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                writing.add(threads.submit(
                        new Writer(stores.get(i % stores.size()), changes, new Random(seed + 1000 + i))));
            }
            List<Future<?>> reading = new ArrayList<>();
            readers.forEach(reader -> reading.add(threads.submit(flaky(reader, changes))));
            for (Future<?> reader : reading) {
                reader.get(2, TimeUnit.MINUTES);
            }
            changes.release(Integer.MAX_VALUE / 2);
            for (Future<?> writer : writing) {
                writer.get(2, TimeUnit.MINUTES);
            }
        } finally {
            threads.shutdownNow();
        }

        List<LoggedFact> all = log(start);
        for (FlakyReader reader : readers) {
            reader.readRest();
            while (!reader.lastEventId().equals(store().events().latest().text())) {
                reader.readRest();
            }
        }
        Instant carolCame = store().channels().historyStart(TEAM, "carol").orElseThrow();
        // Changes that waited for their commit when she was added may have been committed before that was.
        long carolsFirst = all.stream()
                .filter(fact -> fact.channel().orElse("").equals(TEAM.text())
                        && !fact.at().isBefore(carolCame))
                .findFirst()
                .orElseThrow()
                .sequence();
        long daveLeft = sequence(all, FactKind.MEMBER_LEFT, "dave");
        String run = "seed " + seed;
        assertThat(told(readers.get(0))).as(run).isEqualTo(sequences(all, "alice", CHANNELS, 0, Long.MAX_VALUE));
        assertThat(told(readers.get(1))).as(run).isEqualTo(sequences(all, "bob", CHANNELS, 0, Long.MAX_VALUE));
        assertThat(told(readers.get(2)))
                .as(run)
                .doesNotHaveDuplicates()
                .isSorted()
                .containsAll(sequences(all, "carol", List.of("general"), 0, Long.MAX_VALUE))
                .isSubsetOf(sequences(all, "carol", List.of("general", "private:1"), carolsFirst, Long.MAX_VALUE));
        assertThat(told(readers.get(3)))
                .as(run)
                .doesNotHaveDuplicates()
                .isSorted()
                .containsAll(sequences(all, "dave", List.of("general"), 0, Long.MAX_VALUE))
                .isSubsetOf(sequences(all, "dave", List.of("general", "private:1"), 0, daveLeft));
        assertReactionsAreShown(readers.get(4), all, run);
    }

    private static Callable<Void> flaky(FlakyReader reader, Semaphore changes) {
        return () -> {
            for (int i = 0; i < DISCONNECTS_OF_EACH; i++) {
                changes.release(CHANGES_FOR_EACH_DISCONNECT);
                reader.readSome();
            }
            return null;
        };
    }

    /** The facts behind {@code start}, all of them. */
    private List<LoggedFact> log(String start) {
        List<LoggedFact> all = new ArrayList<>();
        FactPosition token = FactPosition.parse(start).orElseThrow();
        boolean more = true;
        while (more) {
            Facts.Page page = (Facts.Page) store().events().since(token, FactFilter.everything());
            all.addAll(page.facts());
            token = page.next();
            more = page.more();
        }
        return all;
    }

    private static long sequence(List<LoggedFact> all, FactKind kind, String user) {
        return all.stream()
                .filter(fact -> fact.kind() == kind && fact.user().orElse("").equals(user))
                .findFirst()
                .orElseThrow()
                .sequence();
    }

    /** Those that {@code user} may see if they may use {@code channels}; of the team only those between two facts. */
    private static List<Long> sequences(
            List<LoggedFact> all, String user, List<String> channels, long teamFrom, long teamTo) {
        FactFilter filter = FactFilter.reader(user, channels);
        return all.stream()
                .filter(filter::matches)
                .filter(fact -> !fact.channel().orElse("").equals("private:1")
                        || (fact.sequence() >= teamFrom && fact.sequence() <= teamTo)
                        || fact.user().orElse("").equals(user))
                .map(LoggedFact::sequence)
                .toList();
    }

    private static List<Long> told(FlakyReader reader) {
        return reader.events().stream()
                .filter(event -> event.name().equals("fact"))
                .map(event -> FactPosition.parse(event.id()).orElseThrow().sequence())
                .toList();
    }

    /** Each message with reactions was sent, and its last event has the current reactions. */
    private void assertReactionsAreShown(FlakyReader reader, List<LoggedFact> all, String run) {
        Map<MessageRef, String> shown = new LinkedHashMap<>();
        reader.events().stream()
                .filter(event -> event.name().startsWith("reactions:"))
                .forEach(event -> shown.put(
                        new MessageRef(
                                event.name().substring("reactions:".length()),
                                EpochSeconds.toInstant(event.json().path("ts").asDouble())),
                        event.json().path("reactions").toString()));
        all.stream()
                .filter(fact -> fact.kind() == FactKind.REACTION_ADDED || fact.kind() == FactKind.REACTION_REMOVED)
                .map(fact -> new MessageRef(
                        fact.channel().orElseThrow(),
                        EpochSeconds.toInstant(Double.parseDouble(fact.key().orElseThrow()))))
                .distinct()
                .forEach(message -> assertThat(shown)
                        .as(run)
                        .containsEntry(
                                message,
                                ClientResponse.json(new String(
                                                ReactionJson.summary(
                                                        store().reactions().reactionsTo(message)),
                                                StandardCharsets.US_ASCII))
                                        .toString()));
    }

    /** Makes changes whenever it may, until it has made its share. */
    private static final class Writer implements Callable<Void> {
        private static final List<String> USERS = List.of("alice", "bob", "frank");
        private static final int SHARE = 5 * DISCONNECTS_OF_EACH * CHANGES_FOR_EACH_DISCONNECT / WRITERS;

        private final PresenceStore store;
        private final Semaphore changes;
        private final Random random;

        Writer(PresenceStore store, Semaphore changes, Random random) {
            this.store = store;
            this.changes = changes;
            this.random = random;
        }

        @Override
        public Void call() throws InterruptedException {
            for (int i = 0; i < SHARE; i++) {
                changes.acquire();
                change(i);
            }
            return null;
        }

        private void change(int i) {
            if (i == SHARE / 2) {
                // One of the writers is the first to do it.
                store.channels().addMember(TEAM, "alice", "carol", HistoryVisibility.fromNow());
                store.channels().removeMember(TEAM, "alice", "dave");
            }
            String channel = CHANNELS.get(random.nextInt(CHANNELS.size()));
            String user = USERS.get(random.nextInt(USERS.size()));
            Instant message = Instant.ofEpochSecond(1_716_000_000L + random.nextInt(50));
            if (random.nextInt(3) == 0) {
                store.receipts().markRead(channel, user, List.of(message));
            } else {
                store.reactions().toggle(new MessageRef(channel, message), "rocket", user);
            }
        }
    }
}
