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

    /** Runs what {@code arguments} select. A missed target is reported and is not an error. */
    public static void main(String[] arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of(arguments));
        RunProfile profile = words.removeIf("--quick"::equals) ? RunProfile.QUICK : RunProfile.THOROUGH;
        List<Comparison> comparisons = words.isEmpty()
                ? Comparison.ALL
                : words.stream().map(Comparison::named).toList();
        print(comparisons, profile, System.out);
    }

    static void print(List<Comparison> comparisons, RunProfile profile, PrintStream out) throws Exception {
        out.println(Machine.describe());
        out.println();
        out.println(ResultRow.HEAD);
        for (Comparison comparison : comparisons) {
            try {
                comparison.run(profile).forEach(row -> out.println(row.markdown()));
            } catch (UnavailableException e) {
                out.println(comparison.name() + " was not measured. " + e.getMessage());
            }
        }
    }
}
