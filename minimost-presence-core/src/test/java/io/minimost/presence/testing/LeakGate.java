package io.minimost.presence.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class that leaves a store open. Registered for every class by {@code META-INF/services}; as it is
 * registered first, it runs after everything that closes a store.
 */
public final class LeakGate implements BeforeAllCallback, AfterAllCallback {
    private static final Duration GRACE = Duration.ofSeconds(5);

    // Each class is responsible only for what it leaves open. (Classes run one after the other.)
    private Set<String> before = Set.of();

    @Override
    public void beforeAll(ExtensionContext context) {
        if (!isNested(context)) {
            remember();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (!isNested(context)) {
            // At once, because usually nothing is left; a timer takes a moment to stop.
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(10))
                    .atMost(GRACE)
                    .untilAsserted(() -> assertThat(left())
                            .as("what the stores of this class still hold")
                            .isEmpty());
        }
    }

    void remember() {
        before = new HashSet<>(Leaks.all());
    }

    List<String> left() {
        return Leaks.all().stream().filter(leak -> !before.contains(leak)).toList();
    }

    private static boolean isNested(ExtensionContext context) {
        return context.getParent().flatMap(ExtensionContext::getTestClass).isPresent();
    }
}
