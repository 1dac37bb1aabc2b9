package io.minimost.presence;

import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.internal.StoreThread;
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
        ScheduledExecutorService executor =
                Executors.newSingleThreadScheduledExecutor(task -> new StoreThread(task, THREAD_NAME));
        var unused = executor.scheduleWithFixedDelay(
                new Round(sweep), INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return new StoreTimer(executor::shutdown);
    }

    void stop() {
        stop.run();
    }

    private static final class Round implements Runnable {
        private final Runnable sweep;
        private String reported = "";

        Round(Runnable sweep) {
            this.sweep = sweep;
        }

        /** An exception would end the timer; the next round may well succeed. */
        @Override
        public void run() {
            try {
                sweep.run();
                reported = "";
            } catch (PresenceStoreException.Closed e) {
                LOG.debug("The store was closed during a sweep");
            } catch (Throwable e) {
                // Five times a second would bury everything else in the log.
                if (!reported.equals(e.toString())) {
                    reported = e.toString();
                    LOG.warn("A sweep failed; sweeping goes on every {} ms", INTERVAL.toMillis(), e);
                }
            }
        }
    }
}
