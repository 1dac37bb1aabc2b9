package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.channels.PrivateChannel;
import io.minimost.presence.events.FactFilter;
import io.minimost.presence.events.FactKind;
import io.minimost.presence.events.FactPosition;
import io.minimost.presence.events.Facts;
import io.minimost.presence.events.LoggedFact;
import io.minimost.presence.events.PresenceEvent.ReactionAdded;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.Keys;
import io.minimost.presence.testing.PostgresNodes;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.MessageRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Facts have numbers without gaps, which become visible in their order, while several threads write through two nodes and some
 * of their work fails.
 */
class PostgresFactOrderTest {
    private static final int TIMES = 40;

    @RegisterExtension
    final PostgresNodes nodes = new PostgresNodes(2);

    /** What a host's code throws inside a transaction. */
    private static final class Injected extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @Test
    void aReader_seesEveryFactOnceAndInOrder() throws Exception {
        FactPosition start = nodes.store(0).events().latest();
        AtomicBoolean isDone = new AtomicBoolean();
        List<CompletableFuture<List<LoggedFact>>> readers = nodes.stores().stream()
                .map(store -> CompletableFuture.supplyAsync(() -> follow(store, start, isDone)))
                .toList();

        List<List<String>> written;
        try {
            written = nodes.race(1, (store, random) -> write(store, random.nextInt()));
        } finally {
            isDone.set(true);
        }

        for (CompletableFuture<List<LoggedFact>> reader : readers) {
            List<LoggedFact> facts = reader.join();
            assertThat(facts)
                    .extracting(LoggedFact::sequence)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, facts.size()).boxed().toList());
            assertThat(facts).hasSize(written.stream().mapToInt(List::size).sum());
            for (List<String> ofOneThread : written) {
                String writer = ofOneThread.get(0).split(" ", -1)[0];
                assertThat(facts.stream()
                                .map(PostgresFactOrderTest::text)
                                .filter(text -> text.startsWith(writer + " ")))
                        .as("facts of %s in the order of its calls", writer)
                        .containsExactlyElementsOf(ofOneThread);
            }
        }
    }

    /** It does not read them again: it numbers them in the order in which one statement for many callers has written them. */
    @Test
    void whatANodeDeliversOfItsOwn_isWhatTheLogHas() throws Exception {
        PresenceStore store = nodes.store(0);
        FactPosition start = store.events().latest();
        List<LoggedFact> delivered = Collections.synchronizedList(new ArrayList<>());
        store.events().onFacts(FactFilter.everything(), delivered::add);
        AtomicInteger newest = new AtomicInteger(100);

        nodes.race(20, (any, random) -> {
            String user = "user" + random.nextInt(6);
            int last = newest.incrementAndGet();
            if (random.nextInt(4) == 0) {
                return store.receipts().markReadUpTo("general", user, StoreFixture.START.plusSeconds(last));
            }
            List<Instant> messages = IntStream.of(last - random.nextInt(30), last, last - random.nextInt(30))
                    .mapToObj(StoreFixture.START::plusSeconds)
                    .toList();
            return store.receipts().markRead("general", user, messages);
        });

        StoreFixture.awaitDelivered(store);
        assertThat(delivered).isEqualTo(follow(store, start, new AtomicBoolean(true)));
        assertThat(delivered).extracting(LoggedFact::kind).contains(FactKind.WATERMARK_MOVED, FactKind.MESSAGES_READ);
    }

    /** Returns the facts that follow from the calls of a thread, in order. */
    private static List<String> write(PresenceStore store, int name) {
        String user = "user" + Integer.toUnsignedString(name);
        Database database = new StatementObjects(store).database();
        List<String> facts = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            MessageRef message = new MessageRef("general", StoreFixture.START.plusSeconds(i));
            switch (i % 5) {
                case 0 -> {
                    store.receipts().markRead("general", user, List.of(message.at()));
                    facts.add(user + " WATERMARK_MOVED");
                    facts.add(user + " MESSAGES_READ");
                }
                case 1 -> {
                    store.reactions().add(message, "rocket", user);
                    facts.add(user + " REACTION_ADDED");
                }
                case 2 -> fail(database, message, user);
                case 3 -> {
                    store.reactions()
                            .remove(new MessageRef("general", message.at().minusSeconds(2)), "rocket", user);
                    facts.add(user + " REACTION_REMOVED");
                }
                default -> {
                    PrivateChannel created = store.channels().create("Team", user, List.of());
                    facts.add(user + " CHANNEL_CREATED");
                    store.channels().leave(created.id(), user);
                    facts.add(user + " MEMBER_LEFT");
                }
            }
        }
        return facts;
    }

    /** Work that publishes a fact, and then fails. */
    private static void fail(Database database, MessageRef message, String user) {
        try {
            database.execute(Durability.DURABLE, Keys.message(message), transaction -> {
                transaction.publish(new ReactionAdded(message, "never", user, message.at()));
                throw new Injected();
            });
            throw new AssertionError("the failure of the work was lost");
        } catch (Injected e) {
            // As it should be.
        }
    }

    /** Reads page after page until there is nothing new after the writers have ended. */
    private static List<LoggedFact> follow(PresenceStore store, FactPosition start, AtomicBoolean isDone) {
        List<LoggedFact> facts = new ArrayList<>();
        FactPosition position = start;
        while (true) {
            boolean wasDone = isDone.get();
            Facts.Page page = (Facts.Page) store.events().since(position, FactFilter.everything());
            facts.addAll(page.facts());
            position = page.next();
            if (wasDone && page.facts().isEmpty()) {
                return facts;
            }
        }
    }

    private static String text(LoggedFact fact) {
        return fact.user().orElse("nobody") + " " + fact.kind();
    }
}
