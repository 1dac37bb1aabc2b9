package io.minimost.presence.benchmarks;

import io.minimost.presence.benchmarks.http.HttpRequest;
import io.minimost.presence.benchmarks.http.HttpServer;
import io.minimost.presence.benchmarks.http.LoadGenerator;
import io.minimost.presence.benchmarks.http.StreamClients;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** What it costs to open event streams: one by one, and all at once after the network has failed. */
final class HttpOpenings {
    private static final int OPENED_AT_A_TIME = 100;
    private static final int STORM_ROUNDS = 7;

    /** Of requests while the clients reconnect: five hundred a second. */
    private static final Duration INTERVAL = Duration.ofMillis(2);

    private static final int CONNECTIONS = 16;

    private final RunProfile profile;
    private final HttpServer server;
    private final StreamClients clients;
    private final int users;

    private HttpOpenings(RunProfile profile, HttpServer server, StreamClients clients, int users) {
        this.profile = profile;
        this.server = server;
        this.clients = clients;
        this.users = users;
    }

    static List<ResultRow> measure(Fixture fixture) throws Exception {
        int users = fixture.profile().streams().get(0);
        HttpDataset dataset = new HttpDataset(users, users, users);
        try (HttpServer server = dataset.serve(fixture.newFile());
                StreamClients clients = new StreamClients(server)) {
            HttpOpenings openings = new HttpOpenings(fixture.profile(), server, clients, users);
            List<ResultRow> rows = new ArrayList<>();
            rows.add(openings.oneByOne());
            rows.addAll(openings.storm());
            return rows;
        }
    }

    /** The CPU time of the server for one stream, beside that for a constant answer on a new connection. */
    private ResultRow oneByOne() throws IOException {
        int count = Math.min(OPENED_AT_A_TIME, users);
        int length = (int) (open(0, count).bytes / count);
        List<HttpRequest> constants = Collections.nCopies(count, StreamClients.constant(length));
        long warm = System.nanoTime() + 4 * profile.warmUp().toNanos();
        int next = count;
        for (; System.nanoTime() < warm; next += count) {
            open(next, count);
            opened(constants);
        }
        Samples samples = new Samples();
        for (int round = 0; round < profile.rounds(); round++, next += count) {
            samples.add(open(next, count).nanosOfEach, opened(constants).nanosOfEach);
        }
        return ResultRow.figure(
                "open a stream, %d channels".formatted(HttpDataset.OWN_CHANNELS),
                "a constant body on a new connection",
                "CPU time of the server",
                Unit.MICROSECONDS,
                samples,
                0,
                1,
                Optional.of(Target.atMost(1000, Unit.MICROSECONDS)));
    }

    /** What the opening of some connections has cost. */
    private record Opened(double nanosOfEach, long bytes) {}

    private Opened open(int first, int count) throws IOException {
        return opened(requests(first, count, ""));
    }

    private Opened opened(List<HttpRequest> requests) throws IOException {
        long before = server.cpu().getAsLong();
        long bytes = clients.openOneByOne(requests);
        double nanos = (double) (server.cpu().getAsLong() - before) / requests.size();
        clients.closeAll();
        return new Opened(nanos, bytes);
    }

    private List<HttpRequest> requests(int first, int count, String lastId) {
        return IntStream.range(first, first + count)
                .map(i -> i % users)
                .mapToObj(i -> StreamClients.stream(HttpDataset.user(i), HttpDataset.ownChannels(i), lastId, ""))
                .toList();
    }

    /** All clients lose their connections, and connect again in the same moment, while others send ordinary requests. */
    private List<ResultRow> storm() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (LoadGenerator generator = new LoadGenerator(server, CONNECTIONS)) {
            List<HttpRequest> ordinary = ordinary();
            generator.run(ordinary, profile.warmUp());
            Samples time = new Samples();
            Samples p99 = new Samples();
            for (int round = -1; round < Math.min(profile.rounds(), STORM_ROUNDS); round++) {
                clients.openAtOnce(requests(0, users, ""));
                String lastId = clients.lastId();
                clients.closeAll();
                long[] quiet = generator.runAtRate(ordinary, INTERVAL, profile.concurrentSlice());
                Future<long[]> meanwhile = other.submit(() -> generator.runAtRate(
                        ordinary, INTERVAL, profile.concurrentSlice().multipliedBy(4)));
                long[] served = clients.openAtOnce(requests(0, users, lastId));
                if (round >= 0) {
                    time.add(percentile(1, served), percentile(0.5, served));
                    p99.add(percentile(0.99, meanwhile.get()), percentile(0.99, quiet));
                } else {
                    meanwhile.get();
                }
                clients.closeAll();
            }
            String what = "%d clients reconnect at once".formatted(users);
            return List.of(
                    ResultRow.figure(
                            what + ", until all are served",
                            "until half of them are",
                            "time",
                            Unit.MILLISECONDS,
                            time,
                            0,
                            1,
                            Optional.of(Target.atMost(5000, Unit.MILLISECONDS))),
                    ResultRow.figure(
                            what + ", other requests",
                            "while nobody connects",
                            "p99 latency",
                            Unit.MILLISECONDS,
                            p99,
                            0,
                            1,
                            Optional.empty()));
        } finally {
            other.shutdownNow();
        }
    }

    private static double percentile(double share, long[] values) {
        return (double) Summary.percentile(share, values);
    }

    /** Typing and asking who types. */
    private List<HttpRequest> ordinary() {
        List<HttpRequest> requests = new ArrayList<>();
        for (int i = 0; i < users; i++) {
            String target = "/typing/" + HttpDataset.channel(i);
            requests.add(HttpRequest.post(target, HttpDataset.user(i)));
            requests.add(HttpRequest.get(target, HttpDataset.user((i + 1) % users)));
        }
        return requests;
    }
}
