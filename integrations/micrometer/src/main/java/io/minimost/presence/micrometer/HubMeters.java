package io.minimost.presence.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.minimost.presence.push.EndReason;
import io.minimost.presence.push.EventHub;
import io.minimost.presence.push.HubStats;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/** What a hub pushes to its clients. */
final class HubMeters {
    private static final Duration MAX_AGE = Duration.ofSeconds(1);
    private static final String CONNECTIONS = "connections";
    private static final String EVENTS = "events";

    private final MeterFactory<HubStats> meters;

    HubMeters(MeterRegistry registry, Tags tags, EventHub hub) {
        meters = new MeterFactory<>(registry, tags, new Latest<>(hub::stats, MAX_AGE));
    }

    void register() {
        registerConnections();
        registerEvents();
        meters.gauge("push.topics", "topics", "Different values that connections look at", HubStats::topics);
        meters.counter(
                "push.topics.reads", "reads", "Values read from the store for connections", HubStats::topicReads);
    }

    private void registerConnections() {
        meters.gauge("push.connections", CONNECTIONS, "Open connections", HubStats::connections);
        meters.gauge("push.users", "users", "Users with open connections", HubStats::users);
        meters.gauge(
                "push.connections.of.user",
                CONNECTIONS,
                "Open connections of the user who has the most",
                HubStats::mostConnectionsOfUser);
        meters.counter(
                "push.refused", CONNECTIONS, "Connections that were refused because of a limit", HubStats::refused);
        for (EndReason reason : EndReason.values()) {
            meters.with("reason", reason.name().toLowerCase(Locale.ROOT))
                    .counter(
                            "push.ended",
                            CONNECTIONS,
                            "Connections that have ended",
                            stats -> Objects.requireNonNull(stats.ended().get(reason)));
        }
    }

    private void registerEvents() {
        meters.gauge("push.waiting", EVENTS, "Events that wait until clients can take them", HubStats::waiting);
        meters.counter(
                "push.merged", EVENTS, "Events that a newer value has replaced while they waited", HubStats::merged);
        meters.counter(
                "push.dropped",
                EVENTS,
                "Values that were left out because a client reads too slowly",
                HubStats::dropped);
        meters.latency(
                "push.delivery",
                EVENTS,
                "Events sent to clients, from the commit until the transport has taken them",
                HubStats::delivery);
    }
}
