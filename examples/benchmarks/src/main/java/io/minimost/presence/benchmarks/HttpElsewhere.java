package io.minimost.presence.benchmarks;

import io.minimost.presence.benchmarks.http.HttpRequest;
import io.minimost.presence.benchmarks.http.HttpServer;
import io.minimost.presence.benchmarks.http.StreamClients;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a server with many open streams reads again after one change: by itself, and by another process on the same file, of which it
 * knows nothing but that there was one.
 */
final class HttpElsewhere {
    private static final int ROUNDS = 3;

    private static final long TIMEOUT_NANOS = 60_000_000_000L;

    private static final String USER = HttpDataset.user(0);

    private final HttpServer server;

    /** After this time without another value the server has read all that it reads. */
    private final Duration settled;

    private final Samples storeReads = new Samples();
    private final Samples topicReads = new Samples();
    private final Samples cpu = new Samples();

    private HttpElsewhere(HttpServer server, Duration settled) {
        this.server = server;
        this.settled = settled;
    }

    static List<ResultRow> measure(Fixture fixture) throws Exception {
        int streams = fixture.profile().streams().get(0);
        int users = Math.max(streams, fixture.profile().rows());
        HttpDataset dataset = new HttpDataset(users, 0, streams);
        Path file = fixture.newFile();
        try (HttpServer server = dataset.serve(file);
                StreamClients clients = new StreamClients(server);
                RawDatabase elsewhere = new RawDatabase(file)) {
            clients.openAtOnce(requests(streams));
            clients.readOn();
            HttpElsewhere comparison =
                    new HttpElsewhere(server, fixture.profile().concurrentSlice());
            comparison.measure(elsewhere, Math.min(ROUNDS, fixture.profile().rounds()));
            return comparison.rows("%d users, %d streams of %d channels: a change elsewhere"
                    .formatted(users, streams, HttpDataset.OWN_CHANNELS));
        }
    }

    private static List<HttpRequest> requests(int streams) {
        return IntStream.range(0, streams)
                .mapToObj(i ->
                        StreamClients.stream(HttpDataset.user(i), HttpDataset.ownChannels(i), "", "&presence=members"))
                .toList();
    }

    private void measure(RawDatabase elsewhere, int rounds) throws Exception {
        PreparedStatement change = elsewhere.prepare("UPDATE presence SET state = ? WHERE user = ?");
        settle();
        for (int round = 0; round < rounds; round++) {
            Cost own = cost(() -> server.setPresence(USER, "IDLE"));
            Cost others = cost(() -> update(change, "hidden"));
            storeReads.add(others.store, own.store);
            topicReads.add(others.topics, own.topics);
            cpu.add(others.cpu, own.cpu);
        }
    }

    private static void update(PreparedStatement change, String state) throws SQLException {
        change.setString(1, state);
        change.setString(2, USER);
        change.executeUpdate();
    }

    private record Cost(double store, double topics, double cpu) {}

    /** The reads are those beyond what the store reads for itself in as much time. */
    private Cost cost(Operation change) throws Exception {
        Usage idle = Usage.of(server);
        Thread.sleep(settled.toMillis());
        Usage before = Usage.of(server);
        change.run();
        awaitReads(before.reads.topics());
        settle();
        Usage after = Usage.of(server);
        double share = (double) (after.nanos - before.nanos) / (before.nanos - idle.nanos);
        HttpServer.Reads reads = after.reads.since(before.reads);
        return new Cost(
                reads.store() - share * before.reads.since(idle.reads).store(), reads.topics(), after.cpu - before.cpu);
    }

    /** What the server has used until a moment. */
    private record Usage(HttpServer.Reads reads, long cpu, long nanos) {
        static Usage of(HttpServer server) throws Exception {
            return new Usage(server.reads(), server.cpu().getAsLong(), System.nanoTime());
        }
    }

    /** Waits until the server has noticed a change. */
    private void awaitReads(long before) throws Exception {
        long end = System.nanoTime() + TIMEOUT_NANOS;
        while (server.reads().topics() == before) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("nothing was read again");
            }
            Thread.sleep(1);
        }
    }

    /** Waits until the streams read no more values. */
    private void settle() throws Exception {
        HttpServer.Reads before;
        HttpServer.Reads now = server.reads();
        do {
            before = now;
            Thread.sleep(settled.toMillis());
            now = server.reads();
        } while (now.topics() != before.topics());
    }

    private List<ResultRow> rows(String what) {
        String against = "the same change by the server itself";
        return List.of(
                ResultRow.figure(what, against, "values read again", Unit.COUNT, topicReads, 0, 1, Optional.empty()),
                ResultRow.figure(what, against, "reads of the store", Unit.COUNT, storeReads, 0, 1, Optional.empty()),
                ResultRow.figure(
                        what, against, "CPU time of the server", Unit.MILLISECONDS, cpu, 0, 1, Optional.empty()));
    }
}
