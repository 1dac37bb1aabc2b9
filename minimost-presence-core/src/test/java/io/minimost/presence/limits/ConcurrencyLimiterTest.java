package io.minimost.presence.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConcurrencyLimiterTest {
    private final ConcurrencyLimiter slots = new ConcurrencyLimiter(2, 3);

    @Test
    void take_byOneUser_upToTheirOwnLimit() {
        assertThat(slots.take("alice")).isPresent();
        assertThat(slots.take("alice")).isPresent();
        assertThat(slots.take("alice")).isEmpty();

        assertThat(slots.open()).isEqualTo(2);
        assertThat(slots.take("bob")).isPresent();
    }

    @Test
    void take_byAll_upToTheTotalLimit() {
        assertThat(slots.take("alice")).isPresent();
        assertThat(slots.take("bob")).isPresent();
        assertThat(slots.take("carol")).isPresent();
        assertThat(slots.take("dave")).isEmpty();
        assertThat(slots.take("alice")).isEmpty();

        assertThat(slots.open()).isEqualTo(3);
    }

    @Test
    void take_inVain_costsNothing() {
        Runnable slot = slots.take("alice").orElseThrow();
        slots.take("alice");
        IntStream.range(0, 10).forEach(i -> assertThat(slots.take("alice")).isEmpty());

        slot.run();

        assertThat(slots.open()).isEqualTo(1);
        assertThat(slots.take("alice")).isPresent();
    }

    @Test
    void slotReleased_isFreeForOthers() {
        Runnable slot = slots.take("alice").orElseThrow();
        slots.take("bob");
        slots.take("carol");

        slot.run();

        assertThat(slots.open()).isEqualTo(2);
        assertThat(slots.take("dave")).isPresent();
        assertThat(slots.take("erin")).isEmpty();
    }

    @Test
    void slotReleasedTwice_isReleasedOnce() {
        Runnable slot = slots.take("alice").orElseThrow();
        slots.take("alice");

        slot.run();
        slot.run();

        assertThat(slots.open()).isEqualTo(1);
        assertThat(slots.take("alice")).isPresent();
        assertThat(slots.take("alice")).isEmpty();
        slot.run();
        assertThat(slots.open()).isEqualTo(2);
        assertThat(slots.take("alice")).isEmpty();
    }

    @Test
    void take_byManyThreads_neverExceedsALimit() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        Crowd crowd = new Crowd();
        try {
            for (Future<Integer> exceeded :
                    threads.invokeAll(Collections.<Callable<Integer>>nCopies(4, crowd::comeAndGo))) {
                assertThat(exceeded.get()).isZero();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(crowd.slots.open()).isZero();
        assertThat(IntStream.range(0, Crowd.TOTAL).mapToObj(i -> crowd.slots.take("user" + i % Crowd.USERS)))
                .as("nobody has a slot any more")
                .allMatch(Optional::isPresent);
    }

    /** Counts a slot after it was taken and before it is released, so never counts too many. */
    private static final class Crowd {
        private static final int USERS = 4;
        private static final int PER_USER = 5;
        private static final int TOTAL = 12;

        private final ConcurrencyLimiter slots = new ConcurrencyLimiter(PER_USER, TOTAL);
        private final AtomicInteger all = new AtomicInteger();
        private final List<AtomicInteger> each =
                Stream.generate(AtomicInteger::new).limit(USERS).toList();

        /** Returns how often a limit was exceeded. */
        int comeAndGo() {
            int exceeded = 0;
            List<Runnable> taken = new ArrayList<>();
            for (int i = 0; i < 200_000; i++) {
                int user = ThreadLocalRandom.current().nextInt(USERS);
                Optional<Runnable> slot = slots.take("user" + user);
                if (slot.isPresent()) {
                    exceeded += each.get(user).incrementAndGet() > PER_USER ? 1 : 0;
                    exceeded += all.incrementAndGet() > TOTAL ? 1 : 0;
                    taken.add(() -> releaseTwice(user, slot.get()));
                } else {
                    taken.forEach(Runnable::run);
                    taken.clear();
                }
            }
            taken.forEach(Runnable::run);
            return exceeded;
        }

        private void releaseTwice(int user, Runnable slot) {
            each.get(user).decrementAndGet();
            all.decrementAndGet();
            slot.run();
            slot.run();
        }
    }
}
