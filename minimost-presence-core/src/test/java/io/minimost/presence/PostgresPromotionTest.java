package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.events.FactFilter;
import io.minimost.presence.events.FactPosition;
import io.minimost.presence.events.Facts;
import io.minimost.presence.testing.OwnPostgres;
import io.minimost.presence.testing.PlainConnection;
import io.minimost.presence.testing.Standby;
import io.minimost.presence.testing.StoreFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The primary dies, and its standby takes over. */
class PostgresPromotionTest {
    @RegisterExtension
    static final OwnPostgres PRIMARY = new OwnPostgres();

    private final Queue<Integer> acknowledged = new ConcurrentLinkedQueue<>();

    @Test
    void aPromotedStandby_hasAllThatWasAcknowledged_andTheLogGetsANewName() throws Exception {
        PRIMARY.stop();
        try (Standby standby = Standby.of(PRIMARY);
                PresenceStore store = open(standby);
                PresenceStore other = open(standby)) {
            Queue<Long> heard = new ConcurrentLinkedQueue<>();
            other.events().onFacts(FactFilter.everything(), fact -> heard.add(fact.sequence()));
            List<CompletableFuture<Throwable>> writers = IntStream.range(0, 4)
                    .mapToObj(writer -> writeUntilItFails(store, writer))
                    .toList();
            await().until(() -> acknowledged.size() > 300);
            FactPosition before = store.events().latest();

            PRIMARY.crash();
            for (CompletableFuture<Throwable> writer : writers) {
                assertThat(writer.get(60, TimeUnit.SECONDS)).isInstanceOf(PresenceStoreException.class);
            }
            standby.promote();

            await().atMost(Duration.ofSeconds(30)).until(() -> catchThrowable(() -> mark(store, "bob", 1)) == null);
            assertThat(store.receipts().receiptsOf("general").values()).isNotEmpty();
            try (PlainConnection plain =
                    PlainConnection.on(standby.eitherServer().getConnection())) {
                plain.sql("SET search_path TO minimost_presence");
                assertThat(plain.column("SELECT msg_ts FROM read_receipts WHERE reader = 'alice'"))
                        .containsAll(times(acknowledged));
                // Numbers under the new name are so high that none can have been given before.
                List<String> numbers = plain.column("SELECT seq FROM mp_facts WHERE username = 'alice' ORDER BY seq");
                assertThat(numbers)
                        .hasSizeGreaterThan(acknowledged.size())
                        .containsExactlyElementsOf(LongStream.rangeClosed(1, numbers.size())
                                .mapToObj(String::valueOf)
                                .toList());
            }
            for (PresenceStore node : List.of(store, other)) {
                await().until(() -> !node.events().latest().log().equals(before.log()));
                assertThat(node.events().since(before, FactFilter.everything())).isInstanceOf(Facts.Resync.class);
            }
            mark(store, "bob", 2);
            long latest = store.events().latest().sequence();
            await().until(() -> heard.contains(latest));
            assertThat(heard).doesNotHaveDuplicates();
        }
    }

    /** One that keeps the facts under the old name, whose numbers are a million lower: by default, the next trimming deletes them. */
    private static PresenceStore open(Standby standby) {
        return PresenceStore.builder()
                .postgres(standby.eitherServer())
                .maxFacts(10_000_000)
                .open();
    }

    private CompletableFuture<Throwable> writeUntilItFails(PresenceStore store, int writer) {
        return CompletableFuture.supplyAsync(
                () -> catchThrowable(() -> {
                    for (int i = writer; true; i += 4) {
                        mark(store, "alice", i);
                        acknowledged.add(i);
                    }
                }),
                task -> new Thread(task).start());
    }

    private static void mark(PresenceStore store, String reader, int message) {
        store.receipts().markRead("general", reader, List.of(time(message)));
    }

    private static Instant time(int message) {
        return StoreFixture.START.plusSeconds(message);
    }

    private static List<String> times(Collection<Integer> messages) {
        return messages.stream()
                .map(message -> String.valueOf((double) time(message).getEpochSecond()))
                .toList();
    }
}
