package io.minimost.presence.micrometer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.minimost.presence.stats.LatencyStats;
import io.minimost.presence.stats.LatencyStats.Bucket;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Registers meters that read a {@link Latest} value. A registry holds the objects of its meters weakly, but their functions
 * strongly; the functions here hold this object, so the meters live as long as their registry.
 */
final class MeterFactory<T> {
    private static final String PREFIX = "minimost.presence.";
    private static final int NANO_DIGITS = 9;
    private static final double NANOS = 1e9;

    private final MeterRegistry registry;
    private final Tags tags;
    private final Latest<T> latest;

    /** @param tags what every meter has */
    MeterFactory(MeterRegistry registry, Tags tags, Latest<T> latest) {
        this.registry = registry;
        this.tags = tags;
        this.latest = latest;
    }

    /** The same for meters with one tag more. */
    MeterFactory<T> with(String key, String value) {
        return new MeterFactory<>(registry, tags.and(key, value), latest);
    }

    void counter(String name, String unit, String description, ToDoubleFunction<T> count) {
        FunctionCounter.builder(PREFIX + name, this, same -> zeroIfUnknown(latest.number(count)))
                .tags(tags)
                .baseUnit(unit)
                .description(description)
                .register(registry);
    }

    void gauge(String name, String unit, String description, ToDoubleFunction<T> number) {
        Gauge.builder(PREFIX + name, () -> latest.number(number))
                .tags(tags)
                .baseUnit(unit)
                .description(description)
                .register(registry);
    }

    void time(String name, String description, Function<T, Duration> time) {
        TimeGauge.builder(PREFIX + name, () -> latest.number(value -> seconds(time.apply(value))), TimeUnit.SECONDS)
                .tags(tags)
                .description(description)
                .register(registry);
    }

    /**
     * How many, their total and their longest time, and a counter for each bucket: it has those that took at most the seconds of its
     * tag {@code le}, as the histograms of Prometheus have.
     *
     * @param unit what is timed, in the plural
     */
    void latency(String name, String unit, String description, Function<T, LatencyStats> latency) {
        FunctionTimer.builder(
                        PREFIX + name,
                        this,
                        same -> (long) zeroIfUnknown(
                                latest.number(value -> latency.apply(value).count())),
                        same -> zeroIfUnknown(latest.number(
                                value -> seconds(latency.apply(value).total()))),
                        TimeUnit.SECONDS)
                .tags(tags)
                .description(description)
                .register(registry);
        time(
                name + ".longest",
                description + ": the longest",
                value -> latency.apply(value).longest());
        latest.get().map(latency).ifPresent(known -> buckets(name, unit, description, latency, known.buckets()));
    }

    private void buckets(
            String name, String unit, String description, Function<T, LatencyStats> latency, List<Bucket> known) {
        for (int i = 0; i < known.size(); i++) {
            int last = i + 1;
            with("le", text(known.get(i).upTo()))
                    .counter(
                            name + ".buckets",
                            unit,
                            description + ": those that took at most le seconds",
                            value -> latency.apply(value).buckets().subList(0, last).stream()
                                    .mapToLong(Bucket::count)
                                    .sum());
        }
    }

    /** As Prometheus writes it. */
    private static String text(Duration bound) {
        return bound.equals(LatencyStats.NO_BOUND)
                ? "+Inf"
                : BigDecimal.valueOf(bound.toNanos(), NANO_DIGITS)
                        .stripTrailingZeros()
                        .toPlainString();
    }

    private static double zeroIfUnknown(double number) {
        return Double.isNaN(number) ? 0 : number;
    }

    private static double seconds(Duration time) {
        return time.toNanos() / NANOS;
    }
}
