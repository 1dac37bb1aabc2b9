package io.minimost.presence;

import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.internal.StoreThread;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sweeps a store at a fixed interval, on a daemon thread. */
final class StoreTimer {
    static final String THREAD_NAME = "minimost-presence-sweep";

    private static final Logger LOG = LoggerFactory.getLogger(StoreTimer.class);

    /** Short enough to publish a change by another process, or the end of typing, within a quarter of a second. */
    private static final Duration INTERVAL = Duration.ofMillis(200);

    private final Runnable stop;

    private StoreTimer(Runnable stop) {
        this.stop = stop;
    }

    static StoreTimer none() {
        return new StoreTimer(() -> {});
    }

    static StoreTimer start(Runnable sweep) {
        ScheduledExecutorService executor =
                Executors.newSingleThreadScheduledExecutor(task -> new StoreThread(task, THREAD_NAME));
        var unused = executor.scheduleWithFixedDelay(
                new SweepTask(sweep), INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return new StoreTimer(executor::shutdown);
    }

    void stop() {
        stop.run();
    }

    private static final class SweepTask implements Runnable {
        private final Runnable sweep;
        private String reported = "";

        SweepTask(Runnable sweep) {
            this.sweep = sweep;
        }

        /** Throws nothing: an exception would end the timer, and the next sweep may succeed. */
        @Override
        public void run() {
            try {
                sweep.run();
                reported = "";
            } catch (PresenceStoreException.Closed e) {
                LOG.debug("The store was closed during a sweep");
            } catch (Throwable e) {
                // A repeated failure is logged once: five warnings a second would flood the log.
                if (!reported.equals(e.toString())) {
                    reported = e.toString();
                    LOG.warn("A sweep failed; the store tries again every {} ms", INTERVAL.toMillis(), e);
                }
            }
        }
    }
}
