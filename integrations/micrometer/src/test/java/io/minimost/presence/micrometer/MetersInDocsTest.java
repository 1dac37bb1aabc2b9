package io.minimost.presence.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.minimost.presence.PresenceStore;
import io.minimost.presence.push.EventHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/operations.md} lists every meter, and its alerts name only what is there. */
class MetersInDocsTest {
    private static final String PREFIX = "minimost.presence.";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @TempDir
    private Path directory;

    private PresenceStore store;
    private EventHub hub;

    @BeforeEach
    void bind() {
        store = PresenceStore.open(directory.resolve("presence.db"));
        hub = EventHub.builder(store).build();
        PresenceMetrics.of(store).withHub(hub).bindTo(registry);
    }

    @AfterEach
    void close() {
        hub.close();
        store.close();
    }

    @Test
    void everyMeter_isInTheTable_andNothingElse() throws IOException {
        Set<String> meters = registry.getMeters().stream()
                .map(meter -> meter.getId().getName().substring(PREFIX.length()))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(documented()).isEqualTo(meters);
    }

    @Test
    void everySeriesOfTheAlerts_isScraped() throws IOException {
        List<String> scraped = found("(?m)^(minimost_presence_\\w+)", registry.scrape());

        assertThat(found("(minimost_presence_\\w+)", docs()))
                .hasSizeGreaterThan(10)
                .isSubsetOf(scraped);
    }

    /** The first column of the table; a name that begins with a dot continues the one before it. */
    private static Set<String> documented() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String row : docs().split("\n", -1)) {
            if (row.matches("\\| `(store|listeners|sweeps|database|push)[.`].*")) {
                List<String> inRow = found("`([^`]+)`", row.split("\\|", -1)[1]);
                inRow.forEach(name -> names.add(name.startsWith(".") ? inRow.get(0) + name : name));
            }
        }
        return names;
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static String docs() throws IOException {
        return Files.readString(Path.of("../../docs/operations.md"));
    }
}
