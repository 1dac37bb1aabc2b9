package io.minimost.presence.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.minimost.presence.PresenceStore;
import io.minimost.presence.stats.CallKind;
import io.minimost.presence.stats.StoreActivity;
import io.minimost.presence.stats.StoreActivity.Calls;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/** What a store has done. */
final class StoreMeters {
    private static final Duration MAX_AGE = Duration.ofSeconds(1);
    private static final String EVENTS = "events";

    private final MeterFactory<StoreActivity> meters;

    StoreMeters(MeterRegistry registry, Tags tags, PresenceStore store) {
        meters = new MeterFactory<>(registry, tags, new Latest<>(store::activity, MAX_AGE));
    }

    void register() {
        for (CallKind kind : CallKind.values()) {
            registerCalls(kind, meters.with("kind", kind.name().toLowerCase(Locale.ROOT)));
        }
        registerBatches();
        registerAsynchronous();
        registerListeners();
        registerSweeps();
    }

    private static void registerCalls(CallKind kind, MeterFactory<StoreActivity> ofKind) {
        ofKind.latency(
                "store.calls",
                "calls",
                "Calls to the database, until they return or fail",
                activity -> calls(activity, kind).latency());
        ofKind.counter(
                "store.failures",
                "calls",
                "Calls to the database that failed",
                activity -> calls(activity, kind).failures());
    }

    private static Calls calls(StoreActivity activity, CallKind kind) {
        return Objects.requireNonNull(activity.calls().get(kind));
    }

    private void registerBatches() {
        meters.counter(
                "store.batches",
                "batches",
                "Batches of writes, each of which shares a commit",
                activity -> activity.batches().count());
        meters.counter(
                "store.batches.calls",
                "calls",
                "Writes in batches",
                activity -> activity.batches().calls());
        meters.gauge(
                "store.batches.largest",
                "calls",
                "The most writes in one batch since the store was opened",
                activity -> activity.batches().largest());
        meters.counter(
                "store.busy",
                "calls",
                "Calls that failed because others held the database for too long",
                StoreActivity::busyRefusals);
        meters.counter("store.retries", "commits", "Commits that were tried again", StoreActivity::retries);
    }

    private void registerAsynchronous() {
        meters.gauge(
                "store.async.waiting",
                "calls",
                "Asynchronous calls that are not complete",
                activity -> activity.asynchronous().waiting());
        meters.counter(
                "store.async.refused",
                "calls",
                "Asynchronous calls that were refused because too many were waiting",
                activity -> activity.asynchronous().refused());
    }

    private void registerListeners() {
        meters.gauge(
                "listeners.waiting",
                EVENTS,
                "Events that not all listeners of the host have handled",
                activity -> activity.listeners().waiting());
        meters.time(
                "listeners.lag",
                "The age of the oldest event that waits for a listener of the host",
                activity -> activity.listeners().lag());
        meters.counter(
                "listeners.dropped",
                EVENTS,
                "Events that were dropped because a listener of the host is too slow",
                activity -> activity.listeners().dropped());
    }

    private void registerSweeps() {
        meters.latency(
                "sweeps",
                "sweeps",
                "Sweeps of the store, which end what time ends",
                activity -> activity.sweeps().latency());
        meters.counter(
                "sweeps.failures",
                "sweeps",
                "Sweeps that failed",
                activity -> activity.sweeps().failures());
        meters.counter(
                "sweeps.ended",
                EVENTS,
                "What sweeps have found to be over, such as typing, sessions and calls",
                activity -> activity.sweeps().ended());
        meters.time(
                "sweeps.age",
                "The time since the last sweep",
                activity -> activity.sweeps().sinceLast().orElse(Duration.ZERO));
    }
}
