package io.minimost.presence.benchmarks;

import java.util.List;
import java.util.stream.Collectors;

/** A measurement, with the name that selects it on the command line. */
record Comparison(String name, Measurement measurement) {
    static final List<Comparison> ALL = List.of(
            new Comparison("typing-upsert", TypingUpsert::measure),
            new Comparison("presence-upsert", PresenceUpsert::measure),
            new Comparison("typing-query", TypingQuery::measure),
            new Comparison("online-query", OnlineQuery::measure),
            new Comparison("mark-read", MarkRead::measure),
            new Comparison("reaction-toggle", ReactionToggle::measure),
            new Comparison("receipts-query", ReceiptsQuery::measure),
            new Comparison("signals", SignalRoundTrip::measure),
            new Comparison("media", MediaRoundTrip::measure),
            new Comparison("incoming-calls", IncomingCalls::measure),
            new Comparison("callers-normal", ConcurrentCallers::measureNormal),
            new Comparison("callers-full", ConcurrentCallers::measureFull),
            new Comparison("async-writes", AsyncWrites::measure),
            new Comparison("async-mark-read", AsyncWrites::measureMarkRead),
            new Comparison("stream-delivery", StreamDelivery::measure),
            new Comparison("stream-threads", StreamThreads::measure),
            new Comparison("sweeps", SweepStalls::measure),
            new Comparison("growth", Growth::measure),
            new Comparison("redis", RedisCalls::measure),
            new Comparison("http-requests", HttpRequests::measure),
            new Comparison("http-openings", HttpOpenings::measure),
            new Comparison("http-elsewhere", HttpElsewhere::measure),
            new Comparison("postgres-typing", PostgresWrites::measureTyping),
            new Comparison("postgres-mark-read", PostgresWrites::measureMarkRead),
            new Comparison("postgres-nodes", PostgresWrites::measureNodes),
            new Comparison("postgres-delivery", PostgresDelivery::measure));

    interface Measurement {
        List<ResultRow> on(Fixture fixture) throws Exception;
    }

    static Comparison named(String name) {
        return ALL.stream()
                .filter(comparison -> comparison.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'%s' is neither --quick nor one of %s"
                        .formatted(name, ALL.stream().map(Comparison::name).collect(Collectors.joining(", ")))));
    }

    List<ResultRow> run(RunProfile profile) throws Exception {
        try (Fixture fixture = new Fixture(profile)) {
            return measurement.on(fixture);
        }
    }
}
