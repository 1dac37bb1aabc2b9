package io.minimost.presence.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.events.PresenceEvent.TypingStarted;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** What needs a run of its own: tests in parallel, and those that cannot have a store. */
class ExtensionRunsTest {
    private static final int PARALLEL = 3;
    private static final Set<PresenceStore> STORES =
            Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

    @Execution(ExecutionMode.CONCURRENT)
    static class Parallel {
        private static final CyclicBarrier TOGETHER = new CyclicBarrier(PARALLEL);

        @RegisterExtension
        static final PresenceStoreExtension PRESENCE = PresenceStoreExtension.inMemory();

        @Test
        void one(PresenceStore store, RecordedEvents events) throws Exception {
            test(store, events);
        }

        @Test
        void two(PresenceStore store, RecordedEvents events) throws Exception {
            test(store, events);
        }

        @Test
        void three(PresenceStore store, RecordedEvents events) throws Exception {
            test(store, events);
        }

        private static void test(PresenceStore store, RecordedEvents events) throws Exception {
            STORES.add(store);
            TOGETHER.await(30, TimeUnit.SECONDS);
            assertThat(PRESENCE.store()).isSameAs(store);
            PRESENCE.store().typing().start("alice", "general");
            PRESENCE.clock().advanceSeconds(1);
            assertThat(events).ofType(TypingStarted.class).hasSize(1);
            try (PresenceStore own = PresenceStore.inMemory()) {
                own.ping();
                // While this store is open, no other test may believe that it is one of its own.
                TOGETHER.await(30, TimeUnit.SECONDS);
            }
            assertThat(PRESENCE.clock().instant()).isEqualTo(PresenceStoreExtension.DEFAULT_START.plusSeconds(1));
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    static class ParallelLeak {
        @RegisterExtension
        static final PresenceStoreExtension PRESENCE = PresenceStoreExtension.inMemory();

        @Test
        void leaks() {
            STORES.add(PresenceStore.inMemory());
        }
    }

    @ExtendWith(PresenceStoreExtension.class)
    static class BeforeAllTests {
        @BeforeAll
        static void start(PresenceStore store) {
            store.ping();
        }

        @Test
        void test() {}
    }

    @ExtendWith(PresenceStoreExtension.class)
    @TestInstance(Lifecycle.PER_CLASS)
    static class OneInstance {
        OneInstance(SteppedClock clock) {
            clock.sweep();
        }

        @Test
        void test() {}
    }

    static class FailingBefore {
        @RegisterExtension
        final PresenceStoreExtension presence = PresenceStoreExtension.inMemory();

        @BeforeEach
        void fail() {
            STORES.add(presence.store());
            throw new IllegalStateException("of the test");
        }

        @Test
        void test() {}
    }

    static class WithoutServer {
        @RegisterExtension
        final PresenceStoreExtension presence =
                PresenceStoreExtension.onPostgres(() -> Assumptions.<DataSource>abort("no server here"));

        @Test
        void test() {}
    }

    @Test
    void parallelTests_doNotShareStores() {
        STORES.clear();

        inParallel(Parallel.class)
                .testEvents()
                .assertStatistics(all -> all.succeeded(PARALLEL).failed(0));

        assertThat(STORES).hasSize(PARALLEL);
    }

    @Test
    void parallelTest_isToldItsOwnLeaks() {
        STORES.clear();

        inParallel(ParallelLeak.class).testEvents().assertStatistics(all -> all.failed(1));

        STORES.forEach(PresenceStore::close);
    }

    @Test
    void beforeAll_isRefused_withTheReason() {
        assertThat(failure(run(BeforeAllTests.class)))
                .hasMessageContaining("each test has a PresenceStore of its own")
                .hasMessageContaining("but not of start");
    }

    @Test
    void constructorOfOneInstance_isRefused_withTheReason() {
        assertThat(failure(run(OneInstance.class))).hasMessageContaining("each test has a SteppedClock of its own");
    }

    @Test
    void testThatFailsBefore_closesItsStore() {
        STORES.clear();

        assertThat(failure(run(FailingBefore.class))).hasMessage("of the test");

        assertThat(STORES)
                .hasSize(1)
                .allSatisfy(store -> assertThat(store)
                        .extracting(one -> catchThrowable(one::ping))
                        .isInstanceOf(PresenceStoreException.Closed.class));
    }

    @Test
    void testWithoutAServer_isSkipped_withTheReason() {
        EngineExecutionResults results = run(WithoutServer.class);

        results.testEvents().assertStatistics(all -> all.aborted(1).failed(0));
    }

    private static Throwable failure(EngineExecutionResults results) {
        return results.allEvents().failed().stream()
                .findFirst()
                .orElseThrow()
                .getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow();
    }

    private static EngineExecutionResults run(Class<?> tests) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(tests))
                .execute();
    }

    private static EngineExecutionResults inParallel(Class<?> tests) {
        return EngineTestKit.engine("junit-jupiter")
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "" + 2 * PARALLEL)
                .selectors(selectClass(tests))
                .execute();
    }
}
