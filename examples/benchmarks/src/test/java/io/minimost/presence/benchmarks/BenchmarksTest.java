package io.minimost.presence.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchmarksTest {
    private static final RunProfile SHORTEST = new RunProfile(
            Duration.ofMillis(1),
            Duration.ofMillis(1),
            Duration.ofMillis(1),
            1,
            50,
            List.of(20),
            Duration.ofMillis(50));

    @Test
    void allComparisons_inTheShortestRun_printARowForEachRatio() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        Benchmarks.print(Comparison.ALL, SHORTEST, new PrintStream(printed, true, UTF_8));

        boolean withoutRedis = printed.toString(UTF_8).contains("Redis cannot run here");
        boolean withoutPostgres = printed.toString(UTF_8).contains("PostgreSQL cannot run here");
        if (withoutPostgres) {
            System.err.println(printed.toString(UTF_8));
            assertThat(System.getenv("MINIMOST_REQUIRE_POSTGRES")).isNull();
        }
        assertThat(printed.toString(UTF_8).lines().filter(line -> line.contains("**")))
                .hasSize(143 - (withoutPostgres ? 11 : 0) - (withoutRedis ? 5 : 0))
                // The memory of so few streams may not be measurable, and then there is no ratio.
                .allMatch(line ->
                        line.matches(".* \\*\\*(-?[0-9]+[.][0-9]{2}|NaN|-?Infinity)\\*\\* \\[.+[.][.].+\\] .*"));
    }

    @Test
    void main_unknownName_listsTheKnownNames() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Benchmarks.main(new String[] {"typing"}))
                .withMessageContaining("'typing'")
                .withMessageContaining("typing-upsert");
    }
}
