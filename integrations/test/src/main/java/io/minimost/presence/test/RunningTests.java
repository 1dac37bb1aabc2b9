package io.minimost.presence.test;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The tests that run now, and on which thread. Thread-safe. */
final class RunningTests {
    private final Map<Thread, StoreOfTest> stores = new ConcurrentHashMap<>();

    /** A test begins on this thread. */
    void add(StoreOfTest store) {
        stores.put(Thread.currentThread(), store);
    }

    void remove(StoreOfTest store) {
        stores.values().remove(store);
    }

    /**
     * What the test on this thread has. On another thread, what the only test has that runs.
     *
     * @throws IllegalStateException if there is none, or it is not known whose is meant
     */
    StoreOfTest current() {
        StoreOfTest own = stores.get(Thread.currentThread());
        if (own != null) {
            return own;
        }
        List<StoreOfTest> all = List.copyOf(stores.values());
        if (all.size() != 1) {
            throw new IllegalStateException(
                    all.isEmpty()
                            ? "there is a store only during a test, from its @BeforeEach methods to its @AfterEach methods"
                            : all.size() + " tests run: a thread other than a test's cannot know whose store is meant");
        }
        return all.get(0);
    }
}
