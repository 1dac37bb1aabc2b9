package io.minimost.presence.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the work of a sweep is divided, and who writes in between. */
class SmallPiecesTest {
    private static final long A_CALLERS = 1000;

    private Pairs pairs = Pairs.inMemory();

    /** What the clock says after each item. */
    private long nanos;

    private final IdentityHashMap<Transaction, Integer> itemsOfPieces = new IdentityHashMap<>();

    @BeforeEach
    void open(@TempDir Path directory) {
        pairs.close();
        pairs = Pairs.in(directory.resolve("presence.db"));
    }

    @AfterEach
    void close() {
        pairs.close();
    }

    @Test
    void aPiece_endsWhenItHasTakenItsTime() {
        work(10, SmallPieces.LENGTH.dividedBy(4));

        assertThat(itemsOfPieces.values()).containsExactlyInAnyOrder(4, 4, 2);
    }

    @Test
    void aLongItem_hasAPieceOfItsOwn() {
        work(3, SmallPieces.LENGTH.multipliedBy(7));

        assertThat(itemsOfPieces.values()).containsExactly(1, 1, 1);
    }

    @Test
    void aPiece_hasSoManyItemsAtMost() {
        work(SmallPieces.MAX_ITEMS * 2 + 1, Duration.ZERO);

        assertThat(itemsOfPieces.values()).containsExactlyInAnyOrder(SmallPieces.MAX_ITEMS, SmallPieces.MAX_ITEMS, 1);
    }

    @Test
    void nothing_needsNoPiece() {
        work(0, Duration.ZERO);

        assertThat(itemsOfPieces).isEmpty();
    }

    /** It is committed before the next piece begins, not together with it. */
    @Test
    void aCallerWhoWaits_hasTheirTurnBeforeTheNextPiece() throws InterruptedException {
        Thread caller = new Thread(() -> pairs.write(A_CALLERS));
        List<Boolean> committed = new ArrayList<>();

        pieces().each(Durability.EPHEMERAL, items -> Keys.NONE, List.of(1, 2, 3), (transaction, item) -> {
            committed.add(read().contains(A_CALLERS));
            if (item == 1) {
                caller.start();
                await().until(() -> caller.getState() == Thread.State.TIMED_WAITING);
            }
            nanos += SmallPieces.LENGTH.toNanos();
        });

        assertThat(committed).containsExactly(false, true, true);
        caller.join();
    }

    @Test
    void piecesBeforeOneThatFails_stayDone() {
        assertThatThrownBy(() -> pieces().each(
                                Durability.EPHEMERAL,
                                items -> Keys.NONE,
                                List.of(1L, 2L, 3L, 4L),
                                (transaction, item) -> {
                                    insert(transaction, item);
                                    nanos += SmallPieces.LENGTH.toNanos() / 2;
                                    if (item == 4) {
                                        throw new IllegalStateException("the last one");
                                    }
                                }))
                .hasMessage("the last one");

        assertThat(pairs.ids()).containsExactly(1L, 2L);
    }

    @Test
    void first_returnsWhatIsDone() {
        SmallPieces.Done done = pieces().first(
                        Durability.EPHEMERAL,
                        items -> Keys.NONE,
                        LongStream.range(0, 9).boxed().toList(),
                        (all, item) -> {
                            nanos += SmallPieces.LENGTH.toNanos() / 3;
                            return 10;
                        });

        assertThat(done).isEqualTo(new SmallPieces.Done(4, 40));
    }

    private void work(int items, Duration each) {
        pieces().each(
                        Durability.EPHEMERAL,
                        some -> Keys.NONE,
                        IntStream.range(0, items).boxed().toList(),
                        (transaction, item) -> {
                            itemsOfPieces.merge(transaction, 1, Integer::sum);
                            nanos += each.toNanos();
                        });
    }

    private void insert(Transaction transaction, long id) {
        pairs.insert(transaction, id);
    }

    private SmallPieces pieces() {
        return new SmallPieces(pairs.database(), () -> nanos);
    }

    /** As another thread sees it. */
    private Set<Long> read() {
        return CompletableFuture.supplyAsync(pairs::ids).join();
    }
}
