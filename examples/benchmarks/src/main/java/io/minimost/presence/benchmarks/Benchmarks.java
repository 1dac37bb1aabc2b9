package io.minimost.presence.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints, as a table in Markdown, how the store compares with JDBC written by hand.
 *
 * <p>Arguments: the names of comparisons (none: all of them), and {@code --quick} for a run that only shows that they
 * work.
 */
public final class Benchmarks {
    private Benchmarks() {}

    /** Runs what {@code arguments} select. A goal that is missed is reported and is no error. */
    public static void main(String[] arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of(arguments));
        Pace pace = words.removeIf("--quick"::equals) ? Pace.QUICK : Pace.THOROUGH;
        List<Comparison> comparisons = words.isEmpty()
                ? Comparison.ALL
                : words.stream().map(Comparison::named).toList();
        print(comparisons, pace, System.out);
    }

    static void print(List<Comparison> comparisons, Pace pace, PrintStream out) throws Exception {
        out.println(Machine.describe());
        out.println();
        out.println(Line.HEAD);
        for (Comparison comparison : comparisons) {
            comparison.run(pace).forEach(line -> out.println(line.markdown()));
        }
    }
}
