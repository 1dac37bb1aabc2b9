package io.minimost.presence;

import io.minimost.presence.errors.PresenceStoreException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sweeps a store again and again, on a thread that does not keep the JVM alive. */
final class StoreTimer {
    static final String THREAD_NAME = "minimost-presence-sweep";

    private static final Logger LOG = LoggerFactory.getLogger(StoreTimer.class);

    /** Short enough that a change by another process, or the end of typing, is announced within a quarter of a second. */
    private static final Duration INTERVAL = Duration.ofMillis(200);

    private final Runnable stop;

    private StoreTimer(Runnable stop) {
        this.stop = stop;
    }

    static StoreTimer none() {
        return new StoreTimer(() -> {});
    }

    static StoreTimer start(Runnable sweep) {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, THREAD_NAME);
            thread.setDaemon(true);
            return thread;
        });
        var unused = executor.scheduleWithFixedDelay(
                () -> sweepOrLog(sweep), INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return new StoreTimer(executor::shutdown);
    }

    void stop() {
        stop.run();
    }

    /** An exception would end the timer; the next round may well succeed. */
    private static void sweepOrLog(Runnable sweep) {
        try {
            sweep.run();
        } catch (PresenceStoreException.Closed e) {
            LOG.debug("The store was closed during a sweep");
        } catch (RuntimeException e) {
            LOG.warn("A sweep failed, the next one follows in {} ms", INTERVAL.toMillis(), e);
        }
    }
}
