package io.minimost.presence.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class that leaves a store open. Registered for every class by {@code META-INF/services}; as it is
 * registered first, it runs after everything that closes a store.
 */
public final class LeakGate implements AfterAllCallback {
    private static final Duration GRACE = Duration.ofSeconds(5);

    @Override
    public void afterAll(ExtensionContext context) {
        boolean nested =
                context.getParent().flatMap(ExtensionContext::getTestClass).isPresent();
        if (!nested) {
            // A timer that was told to stop takes a moment.
            await().atMost(GRACE).untilAsserted(LeakGate::check);
        }
    }

    private static void check() {
        assertThat(Leaks.openFiles()).as("files of stores that are still open").isEmpty();
        assertThat(Leaks.sweepThreads())
                .as("timers of stores that are still open")
                .isEmpty();
    }
}
