package io.minimost.examples.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/minimost.md says about the filter and about this example. */
class DocumentTest {
    private static final Path DOCS = Path.of("../../docs");
    private static final Pattern ROUTE = Pattern.compile("(?m)^\\| `[A-Z]+` \\| `/([a-z_]+)");
    private static final Pattern MOVED = Pattern.compile("`/([a-z_]+)[^`]*`");
    private static final Pattern NOT_CODE = Pattern.compile("\\s*|import .*|package .*|\\s*(/\\*\\*|\\*|//).*");

    @Test
    void table_namesEachRouteOfTheFilter() throws IOException {
        List<String> routes = find(ROUTE, Files.readString(DOCS.resolve("http.md")));
        String table = Files.readString(DOCS.resolve("minimost.md"))
                .split("\\| Routes \\|", -1)[1]
                .split("\n\n", -1)[0];

        assertThat(find(MOVED, table)).containsExactlyInAnyOrderElementsOf(routes);
    }

    @Test
    void example_isAsShortAsTheDocumentSays() throws IOException {
        long lines = 0;
        for (String name : new String[] {"Bridge", "MiniMostFiles"}) {
            Path source = Path.of("src/main/java/io/minimost/examples/bridge/" + name + ".java");
            lines += Files.readAllLines(source).stream()
                    .filter(line -> !NOT_CODE.matcher(line).matches())
                    .count();
        }

        assertThat(lines).isLessThanOrEqualTo(150);
    }

    private static List<String> find(Pattern pattern, String text) {
        Stream<MatchResult> matches = pattern.matcher(text).results();
        return matches.map(match -> match.group(1)).distinct().toList();
    }
}
