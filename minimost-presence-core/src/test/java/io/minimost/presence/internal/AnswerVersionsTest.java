package io.minimost.presence.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minimost.presence.testing.DatabaseFixture;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which commits change the version of which answers. */
class AnswerVersionsTest {
    private static final ChangeScope GENERAL = ChangeScope.typing("general");

    @RegisterExtension
    final DatabaseFixture fixture = DatabaseFixture.inFile();

    private AnswerVersion version(ChangeScope scope) {
        Optional<AnswerVersion> version = fixture.database().versions().of(scope);
        return version.orElseThrow();
    }

    private void write(Keys keys) {
        fixture.database().execute(Durability.EPHEMERAL, keys, transaction -> {});
    }

    @Test
    void write_changesEverything_unlessItSaysWhat() {
        for (ChangeScope scope : List.of(GENERAL, ChangeScope.ONLINE, ChangeScope.NOTHING)) {
            AnswerVersion before = version(scope);
            assertThat(version(scope)).isEqualTo(before);

            write(Keys.NONE);

            assertThat(version(scope)).isNotEqualTo(before);
        }
    }

    @Test
    void write_thatSaysWhatItChanges_changesOnlyThat() {
        AnswerVersion general = version(GENERAL);
        AnswerVersion random = version(ChangeScope.typing("random"));
        AnswerVersion receipts = version(ChangeScope.receipts("general"));
        AnswerVersion rest = version(ChangeScope.NOTHING);

        write(Keys.user("alice").changing(GENERAL));

        assertThat(version(GENERAL)).isNotEqualTo(general);
        assertThat(version(ChangeScope.typing("random"))).isEqualTo(random);
        assertThat(version(ChangeScope.receipts("general"))).isEqualTo(receipts);
        assertThat(version(ChangeScope.NOTHING)).isEqualTo(rest);
    }

    @Test
    void write_ofSeveralChannels_changesEachOfThem() {
        AnswerVersion general = version(GENERAL);
        AnswerVersion random = version(ChangeScope.typing("random"));

        write(Keys.NONE.changing(ChangeScope.typing(List.of("general", "random"))));

        assertThat(version(GENERAL)).isNotEqualTo(general);
        assertThat(version(ChangeScope.typing("random"))).isNotEqualTo(random);
    }

    @Test
    void versions_differByTheirSeconds() {
        assertThat(fixture.database().versions().of(GENERAL, 1, 5))
                .isNotEqualTo(fixture.database().versions().of(GENERAL, 2, 5))
                .isNotEqualTo(fixture.database().versions().of(GENERAL, 1, 6))
                .isEqualTo(fixture.database().versions().of(GENERAL, 1, 5));
    }

    @Test
    void whileAWriteIsUnderWay_itIsUnknownWhatOthersHaveChanged_andNobodyWaits() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        ExecutorService writer = Executors.newSingleThreadExecutor();
        try {
            Future<?> write = writer.submit(() -> fixture.database()
                    .execute(Durability.EPHEMERAL, Keys.NONE.changing(ChangeScope.NOTHING), transaction -> {
                        begun.countDown();
                        awaitUninterruptibly(mayEnd);
                    }));
            begun.await();
            long since = System.nanoTime();
            while (System.nanoTime() - since < FreshLook.MAX_AGE_NANOS) {
                Thread.onSpinWait();
            }

            assertThat(fixture.database().versions().of(GENERAL)).isEmpty();

            mayEnd.countDown();
            write.get();
            assertThat(fixture.database().versions().of(GENERAL)).isPresent();
        } finally {
            mayEnd.countDown();
            writer.shutdown();
        }
    }

    @Test
    void closedDatabase_hasNoVersions() {
        fixture.database().close();

        assertThatThrownBy(() -> fixture.database().versions().of(GENERAL)).hasMessageContaining("closed");
    }

    @Test
    void look_isDueEvery5Ms_byTheTimeAtWhichItBegan() {
        AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - TimeUnit.MILLISECONDS.toNanos(7)); // Which overflows soon.
        FreshLook look = new FreshLook(nanos::get);
        assertThat(look.isDue()).isTrue();

        long began = look.begin();
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(4));
        look.done(began);
        assertThat(look.isDue()).isFalse();
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(1) - 1);
        assertThat(look.isDue()).isFalse();
        nanos.incrementAndGet();
        assertThat(look.isDue()).isTrue();

        long later = look.begin();
        look.done(later);
        look.done(began);
        assertThat(look.isDue()).as("a slow look does not hide a later one").isFalse();
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(5));
        assertThat(look.isDue()).isTrue();
    }

    @Test
    void look_byAWriter_isDueOnlyIfSomebodyHasAskedInTheLastSecond() {
        AtomicLong nanos = new AtomicLong();
        FreshLook look = new FreshLook(nanos::get);
        assertThat(look.isDueForWriter(nanos.get())).isFalse();

        assertThat(look.isDue()).isTrue();
        assertThat(look.isDueForWriter(nanos.get())).isTrue();
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThat(look.isDueForWriter(nanos.get())).isFalse();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
