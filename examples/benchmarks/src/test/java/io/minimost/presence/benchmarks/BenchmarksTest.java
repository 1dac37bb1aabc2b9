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
    private static final Pace HASTY = new Pace(
            Duration.ofMillis(1),
            Duration.ofMillis(1),
            Duration.ofMillis(1),
            1,
            50,
            List.of(20),
            Duration.ofMillis(50));

    @Test
    void allComparisons_hasty_printALineForEachRatio() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        Benchmarks.print(Comparison.ALL, HASTY, new PrintStream(printed, true, UTF_8));

        assertThat(printed.toString(UTF_8).lines().filter(line -> line.contains("**")))
                .hasSize(28)
                // So few streams may need no memory at all, so that there is no ratio.
                .allMatch(line ->
                        line.matches(".* \\*\\*(-?[0-9]+[.][0-9]{2}|NaN|-?Infinity)\\*\\* \\[.+[.][.].+\\] .*"));
    }

    @Test
    void main_unknownName_namesTheKnown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Benchmarks.main(new String[] {"typing"}))
                .withMessageContaining("'typing'")
                .withMessageContaining("typing-upsert");
    }
}
