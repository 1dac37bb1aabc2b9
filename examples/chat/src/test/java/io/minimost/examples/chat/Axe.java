package io.minimost.examples.chat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Checks a page, as it is at the moment, with axe-core. */
final class Axe {
    private static final String SCRIPT = script();

    /** Violations that keep somebody from using the page, or make it hard: one line for each element. */
    private static final String RUN = """
            async () => {
              const { violations } = await axe.run(document, { resultTypes: ["violations"] });
              return violations
                .filter(({ impact }) => ["serious", "critical"].includes(impact))
                .flatMap(({ id, nodes }) => nodes.map((node) =>
                  `${node.impact} ${id} at ${node.target.join(" ")}: ${node.failureSummary.replace(/\\s+/g, " ")}`));
            }
            """;

    private Axe() {}

    /** Returns the violations of impact serious or critical, in words. */
    static List<String> violations(Page page) {
        page.evaluate(SCRIPT);
        return ((List<?>) page.evaluate(RUN)).stream().map(String::valueOf).toList();
    }

    private static String script() {
        try (InputStream file = Objects.requireNonNull(Axe.class.getResourceAsStream("/axe.min.js"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
