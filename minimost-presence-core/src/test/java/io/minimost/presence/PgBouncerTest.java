package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.calls.InitiateResult;
import io.minimost.presence.events.FactFilter;
import io.minimost.presence.events.FactPosition;
import io.minimost.presence.events.Facts;
import io.minimost.presence.events.PresenceEvent.TypingChangedElsewhere;
import io.minimost.presence.reactions.ToggleResult;
import io.minimost.presence.testing.OwnPostgres;
import io.minimost.presence.testing.PgBouncer;
import io.minimost.presence.testing.PlainConnection;
import io.minimost.presence.testing.Race;
import io.minimost.presence.values.MessageRef;
import io.minimost.presence.values.PresenceState;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two nodes behind a proxy that lends a connection for one transaction: it has two for all of them. */
class PgBouncerTest {
    private static final int TIMES = 25;
    private static final AtomicInteger COUNT = new AtomicInteger();

    @RegisterExtension
    static final OwnPostgres POSTGRES = new OwnPostgres();

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private PgBouncer proxy;
    private PresenceStore first;
    private PresenceStore second;

    @BeforeEach
    void start() throws Exception {
        String schema = "pooled" + COUNT.incrementAndGet();
        try (PlainConnection administrator =
                PlainConnection.on(POSTGRES.dataSource().getConnection())) {
            administrator.sql("ALTER ROLE postgres SET search_path = " + schema);
        }
        proxy = PgBouncer.start(POSTGRES, 2);
        opened.add(proxy);
        first = open(schema);
        second = open(schema);
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable last = opened.pollLast(); last != null; last = opened.pollLast()) {
            last.close();
        }
    }

    private PresenceStore open(String schema) {
        PresenceStore store = PresenceStore.builder()
                .postgres(proxy.dataSource())
                .postgresSchema(schema)
                .withoutPostgresNotifications()
                .open();
        opened.add(store);
        return store;
    }

    @Test
    void whatOneNodeWrites_theOtherHasAndIsToldOf() {
        Queue<String> typing = new ConcurrentLinkedQueue<>();
        var unused = second.events().on(TypingChangedElsewhere.class, event -> typing.add(event.channel()));
        MessageRef message = new MessageRef("general", Instant.ofEpochSecond(1_800_000_000));

        first.typing().start("alice", "general");
        first.presence().update("alice", PresenceState.IDLE);
        first.presence().sessions().report("bob", "phone-0123456789", PresenceState.ACTIVE);
        first.receipts().markRead("general", "alice", List.of(message.at()));
        first.reactions().add(message, "rocket", "alice");
        InitiateResult call = first.calls().initiate("dm:alice:bob", "alice");

        assertThat(second.typing().typingUsers("general")).containsExactly("alice");
        assertThat(second.presence().recentStates())
                .containsEntry("alice", PresenceState.IDLE)
                .containsEntry("bob", PresenceState.ACTIVE);
        assertThat(second.receipts().receiptsOf("general")).containsOnlyKeys(message.at());
        assertThat(second.calls().active("dm:alice:bob")).isPresent();
        assertThat(call).isNotNull();
        await().until(() -> typing.contains("general"));
    }

    @Test
    void manyCallersOfBothNodes_leaveNoGapInTheLog() throws Exception {
        FactPosition start = first.events().latest();
        AtomicInteger number = new AtomicInteger();

        List<Boolean> results = Race.run(TIMES, () -> write(first, number), () -> write(second, number));

        assertThat(results).doesNotContain(false);
        // Of each: a reaction, a receipt and a watermark.
        assertThat(sequences(start))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 3L * results.size())
                        .mapToObj(written -> start.sequence() + written)
                        .toList());
    }

    private static boolean write(PresenceStore store, AtomicInteger number) {
        int own = number.incrementAndGet();
        Instant at = Instant.ofEpochSecond(own);
        store.typing().start("user" + own % 7, "general");
        return store.reactions().add(new MessageRef("general", at), "rocket", "alice") == ToggleResult.ADDED
                && store.receipts().markRead("general", "user" + own, List.of(at)) == 1;
    }

    private List<Long> sequences(FactPosition start) {
        List<Long> sequences = new ArrayList<>();
        FactPosition position = start;
        boolean more = true;
        while (more) {
            Facts.Page page = (Facts.Page) second.events().since(position, FactFilter.everything());
            page.facts().forEach(fact -> sequences.add(fact.sequence()));
            position = page.next();
            more = page.more();
        }
        return sequences;
    }
}
