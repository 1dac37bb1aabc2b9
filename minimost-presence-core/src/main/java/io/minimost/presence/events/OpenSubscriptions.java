package io.minimost.presence.events;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Remembers who has subscribed, until they have unsubscribed. A stack trace each: one subscribes seldom. Thread-safe. */
final class OpenSubscriptions {
    private final Map<Long, OpenSubscription> open = new ConcurrentHashMap<>();
    private final AtomicLong count = new AtomicLong();

    /** @param end ends the registration; may be run twice */
    Subscription opened(String receives, Runnable end) {
        long number = count.incrementAndGet();
        open.put(number, new OpenSubscription(receives, new Throwable("subscribed to " + receives)));
        return () -> {
            end.run();
            open.remove(number);
        };
    }

    /** In the order in which they were opened. */
    List<OpenSubscription> all() {
        return open.entrySet().stream()
                .sorted(Comparator.comparing(Map.Entry::getKey))
                .map(Map.Entry::getValue)
                .toList();
    }
}
