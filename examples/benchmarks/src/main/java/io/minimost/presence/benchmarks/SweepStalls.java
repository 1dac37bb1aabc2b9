package io.minimost.presence.benchmarks;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.calls.CallTimeouts;
import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.values.MessageRef;
import io.minimost.presence.values.PresenceState;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * How long writers wait while the store cleans up: what has expired ends, what is kept no longer is deleted, the log of facts is
 * trimmed, and free pages go back to the file system. As a control, how long they wait while a thread computes for as long as the
 * sweeps took, which shares the processors with them.
 */
final class SweepStalls {
    private static final int CALLERS = 4;

    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    /** As the timer of the store. */
    private static final long INTERVAL_MILLIS = 200;

    /** How many times the usual number of rows stay in each table. */
    private static final int LASTING = 10;

    /** Of writers that are measured, one after the other. */
    private static final int OPERATIONS = 2;

    /** Turns that are not measured: the virtual machine compiles what sweeps. */
    private static final int WARM_UPS = 1;

    private final RunProfile profile;
    private final PresenceStore store;
    private final MovingClock clock;

    private SweepStalls(RunProfile profile, PresenceStore store, MovingClock clock) {
        this.profile = profile;
        this.store = store;
        this.clock = clock;
    }

    static List<ResultRow> measure(Fixture fixture) throws Exception {
        RunProfile profile = fixture.profile();
        Path file = fixture.newFile();
        fill(file, profile);
        MovingClock clock = new MovingClock();
        try (PresenceStore store = open(file, clock)) {
            SweepStalls stalls = new SweepStalls(profile, store, clock);
            List<ResultRow> rows = new ArrayList<>(stalls.measure("typing and presence", patient(ephemeral(store))));
            rows.addAll(stalls.measure("reactions", patient(durable(store))));
            return rows;
        }
    }

    /** With rows that become due in each round, and rows that stay. */
    private static void fill(Path file, RunProfile profile) throws SQLException {
        PresenceStore.open(file).close();
        SweepData data = new SweepData();
        try (RawDatabase database = new RawDatabase(file)) {
            for (int round = 1; round <= OPERATIONS * (WARM_UPS + profile.rounds()); round++) {
                data.addDue(database, profile.rows() / 2, round);
            }
            data.addLasting(database, LASTING * profile.rows());
        }
    }

    /** Without a timer: the benchmark sweeps. */
    private static PresenceStore open(Path file, MovingClock clock) {
        CallTimeouts timeouts = new CallTimeouts(Duration.ofDays(1), Duration.ofDays(1), Duration.ofDays(1));
        return PresenceStore.builder()
                .file(file)
                .clock(clock)
                .typingWindow(SweepData.WINDOW)
                .onlineWindow(SweepData.WINDOW)
                .sessionLease(SweepData.WINDOW)
                .presenceRetention(SweepData.WINDOW)
                .receiptRetention(SweepData.WINDOW)
                .emptyChannelRetention(SweepData.WINDOW)
                .callTimeouts(timeouts)
                .callRetention(SweepData.WINDOW)
                .factRetention(SweepData.WINDOW)
                .maxFacts(Integer.MAX_VALUE)
                .manualSweeps()
                .open();
    }

    private static Operation ephemeral(PresenceStore store) {
        return () -> {
            int user = ThreadLocalRandom.current().nextInt(1000);
            store.typing().start("writer-" + user, "general");
            store.presence().update("writer-" + user, PresenceState.ACTIVE);
        };
    }

    private static Operation durable(PresenceStore store) {
        return () -> {
            int user = ThreadLocalRandom.current().nextInt(1000);
            Instant at = Instant.ofEpochSecond(MovingClock.START + user);
            store.reactions().toggle(new MessageRef("general", at), "thumbs_up", "writer-" + user);
        };
    }

    /** A caller who gives up has waited for as long as the store lets them, which counts. */
    private static Operation patient(Operation operation) {
        return () -> {
            try {
                operation.run();
            } catch (PresenceStoreException.Busy e) {
                System.err.println(e.getMessage());
            }
        };
    }

    private List<ResultRow> measure(String what, Operation writer) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
        try {
            ConcurrentRun.turn(threads, CALLERS, writer, profile.warmUp());
            for (int round = 0; round < WARM_UPS; round++) {
                turnWithSweeps(threads, writer, new ConcurrentLinkedQueue<>());
            }
            LongStream.Builder quiet = LongStream.builder();
            LongStream.Builder beside = LongStream.builder();
            LongStream.Builder swept = LongStream.builder();
            for (int round = 0; round < profile.rounds(); round++) {
                Arrays.stream(ConcurrentRun.turn(threads, CALLERS, writer, profile.concurrentSlice()))
                        .forEach(quiet);
                Queue<Long> nanos = new ConcurrentLinkedQueue<>();
                Arrays.stream(turnWithSweeps(threads, writer, nanos)).forEach(swept);
                Arrays.stream(turnBeside(threads, writer, () -> compute(nanos.poll())))
                        .forEach(beside);
            }
            return rows(
                    what,
                    quiet.build().toArray(),
                    beside.build().toArray(),
                    swept.build().toArray());
        } finally {
            threads.shutdownNow();
        }
    }

    /** @param nanos receives the CPU time of each sweep */
    private long[] turnWithSweeps(ExecutorService threads, Operation writer, Queue<Long> nanos) throws Exception {
        clock.advance(SweepData.STEP);
        return turnBeside(threads, writer, () -> {
            long before = CPU.getCurrentThreadCpuTime();
            store.sweep();
            nanos.add(CPU.getCurrentThreadCpuTime() - before);
        });
    }

    /** What a thread costs the callers that needs as much CPU time as a sweep, but nothing of the store. */
    private static void compute(@Nullable Long nanos) {
        if (nanos != null) {
            long end = CPU.getCurrentThreadCpuTime() + nanos;
            while (CPU.getCurrentThreadCpuTime() - end < 0) {
                Thread.onSpinWait();
            }
        }
    }

    private long[] turnBeside(ExecutorService threads, Operation writer, Runnable task) throws Exception {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        try {
            var tasks = timer.scheduleWithFixedDelay(task, 0, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
            long[] latencies = ConcurrentRun.turn(threads, CALLERS, writer, profile.concurrentSlice());
            if (tasks.isDone()) {
                tasks.get(); // It has failed.
            }
            return latencies;
        } finally {
            timer.shutdown();
            timer.awaitTermination(1, TimeUnit.MINUTES);
        }
    }

    private static List<ResultRow> rows(String what, long[] quiet, long[] beside, long[] swept) {
        String callers = "%s, %d callers".formatted(what, CALLERS);
        String writers = callers + ", with sweeps";
        return List.of(
                row(writers, "without sweeps", "p99.9 latency", 0.999, swept, 0.999, quiet, Optional.empty()),
                row(writers, "without sweeps", "longest call", 1, swept, 1, quiet, Optional.empty()),
                row(
                        writers,
                        "p99.9 without sweeps",
                        "longest call",
                        1,
                        swept,
                        0.999,
                        quiet,
                        Optional.of(Target.atMost(5))),
                row(
                        callers + ", beside a thread that computes as long",
                        "p99.9 without sweeps",
                        "longest call",
                        1,
                        beside,
                        0.999,
                        quiet,
                        Optional.empty()));
    }

    private static ResultRow row(
            String what,
            String against,
            String measure,
            double share,
            long[] swept,
            double shareOfQuiet,
            long[] quiet,
            Optional<Target> target) {
        Samples samples = new Samples();
        samples.add((double) Summary.percentile(share, swept), (double) Summary.percentile(shareOfQuiet, quiet));
        return ResultRow.figure(what, against, measure, Unit.MILLISECONDS, samples, 0, 1, target);
    }
}
