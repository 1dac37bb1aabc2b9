package io.minimost.presence.benchmarks;

import io.minimost.presence.benchmarks.http.HttpRequest;
import io.minimost.presence.benchmarks.http.HttpServer;
import io.minimost.presence.benchmarks.http.LoadGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The requests that clients send most, beside an answer of the same status and length that is always the same. */
final class HttpRequests {
    private static final List<Integer> CONNECTIONS = List.of(1, 16, 256);
    private static final int USERS = 1000;
    private static final String READER = HttpDataset.user(0);

    private final RunProfile profile;
    private final HttpServer server;
    private final int typists;

    private HttpRequests(RunProfile profile, HttpServer server, int typists) {
        this.profile = profile;
        this.server = server;
        this.typists = typists;
    }

    static List<ResultRow> measure(Fixture fixture) throws Exception {
        RunProfile profile = fixture.profile();
        HttpDataset dataset = new HttpDataset(Math.min(USERS, profile.rows()), profile.rows(), 0);
        try (HttpServer server = dataset.serve(fixture.newFile())) {
            HttpRequests requests = new HttpRequests(profile, server, profile.rows());
            List<ResultRow> rows = new ArrayList<>();
            List<Pair> pairs = requests.pairs();
            requests.warmUp(pairs);
            for (Pair pair : pairs) {
                for (int connections : CONNECTIONS) {
                    rows.addAll(requests.measure(pair, connections));
                }
            }
            return rows;
        }
    }

    /** Two sides: what the filter is asked, and what the constant filter is asked instead. */
    private record Pair(
            String what,
            String against,
            List<HttpRequest> asked,
            List<HttpRequest> constant,
            Optional<Target> target) {}

    private List<Pair> pairs() throws IOException {
        Optional<Target> most = Optional.of(Target.atLeast(0.85));
        String quiet = "/typing/" + HttpDataset.QUIET;
        String crowd = "/typing/" + HttpDataset.CROWD;
        String receipts = "/read_receipts/" + HttpDataset.READ;
        return List.of(
                new Pair(
                        "`POST /typing`",
                        "a constant 204",
                        IntStream.range(0, typists)
                                .mapToObj(HttpRequests::typing)
                                .toList(),
                        List.of(HttpRequest.constantPost()),
                        Optional.of(Target.atLeast(0.63))),
                read("`GET /typing`, unchanged", quiet, most),
                unmodified("`GET /typing`, unchanged, with `If-None-Match`", quiet, most),
                read("`GET /typing`, %d users".formatted(Math.min(USERS, typists)), crowd, most),
                read("`GET /online_users`, %d users".formatted(Math.min(USERS, typists)), "/online_users", most),
                unmodified("`GET /online_users`, unchanged, with `If-None-Match`", "/online_users", most),
                read("`GET /read_receipts`, 200 messages, 10 readers", receipts, most),
                changed("a keystroke, then `GET /typing`", "/typing/" + HttpDataset.channel(0), keystrokes()),
                changed("a new state, then `GET /online_users`", "/online_users", states()));
    }

    private static HttpRequest typing(int typist) {
        return HttpRequest.post("/typing/" + HttpDataset.channel(typist), HttpDataset.user(typist));
    }

    /** Of the users who type in the channel that is read. */
    private static List<HttpRequest> keystrokes() {
        return IntStream.range(1, 5).mapToObj(HttpRequests::typing).toList();
    }

    /** Each is another one than the one before. */
    private static List<HttpRequest> states() {
        return IntStream.range(0, 40)
                .mapToObj(i -> HttpRequest.post(
                        "/presence",
                        HttpDataset.user(i % 20),
                        "{\"state\":\"%s\"}".formatted(i < 20 ? "idle" : "active")))
                .toList();
    }

    private Pair read(String what, String target, Optional<Target> goal) throws IOException {
        HttpRequest request = HttpRequest.get(target, READER);
        return new Pair(
                what,
                "a constant body of that length",
                List.of(request),
                List.of(HttpRequest.constant(200, ask(request).bodyLength())),
                goal);
    }

    private Pair unmodified(String what, String target, Optional<Target> goal) throws IOException {
        String etag = ask(HttpRequest.get(target, READER)).etag();
        return new Pair(
                what,
                "a constant 304",
                List.of(HttpRequest.of("GET", target, READER, "If-None-Match: " + etag, 304)),
                List.of(HttpRequest.constant(304, 0)),
                goal);
    }

    /** Each change is followed by a request of somebody who looks. */
    private Pair changed(String what, String target, List<HttpRequest> changes) throws IOException {
        HttpRequest get = HttpRequest.get(target, READER);
        return new Pair(
                what,
                "a constant 204, then a constant body of that length",
                changes.stream().flatMap(change -> Stream.of(change, get)).toList(),
                List.of(HttpRequest.constantPost(), HttpRequest.constant(200, ask(get).bodyLength())),
                Optional.empty());
    }

    private LoadGenerator.Answer ask(HttpRequest request) throws IOException {
        try (LoadGenerator one = new LoadGenerator(server, 1)) {
            return one.ask(request);
        }
    }

    /** The server compiles for many seconds, and what is measured first must not pay for it. */
    private void warmUp(List<Pair> pairs) throws IOException {
        try (LoadGenerator clients = new LoadGenerator(server, 16)) {
            for (Pair pair : pairs) {
                if (pair.target.isPresent()) {
                    clients.run(pair.asked, profile.warmUp());
                    clients.run(pair.constant, profile.warmUp());
                }
            }
        }
    }

    private List<ResultRow> measure(Pair pair, int connections) throws IOException {
        try (LoadGenerator clients = new LoadGenerator(server, connections)) {
            List<List<HttpRequest>> sides = List.of(pair.asked, pair.constant);
            for (List<HttpRequest> side : sides) {
                clients.run(side, profile.warmUp());
            }
            ConcurrentRun run = new ConcurrentRun();
            for (int round = 0; round < profile.rounds(); round++) {
                round(clients, sides, run);
            }
            String what = "%s, %d connection%s".formatted(pair.what, connections, connections == 1 ? "" : "s");
            return List.of(
                    ResultRow.throughput(what, pair.against, run, 0, 1, pair.target),
                    ResultRow.serverCpu(what, pair.against, run, 0, 1, Optional.empty()));
        }
    }

    private void round(LoadGenerator clients, List<List<HttpRequest>> sides, ConcurrentRun run) throws IOException {
        double[] time = new double[sides.size()];
        double[] p99 = new double[sides.size()];
        double[] cpu = new double[sides.size()];
        for (int side = 0; side < sides.size(); side++) {
            long cpuBefore = server.cpu().getAsLong();
            long start = System.nanoTime();
            long[] latencies = clients.run(sides.get(side), profile.concurrentSlice());
            time[side] = (double) (System.nanoTime() - start) / latencies.length;
            cpu[side] = (double) (server.cpu().getAsLong() - cpuBefore) / latencies.length;
            p99[side] = Summary.percentile(0.99, latencies);
        }
        run.add(time, p99, cpu);
    }
}
