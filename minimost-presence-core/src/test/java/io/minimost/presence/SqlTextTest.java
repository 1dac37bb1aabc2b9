package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What no statement may contain. Class files contain all text constants, also those of annotations, in readable form. */
class SqlTextTest {
    /** The time must come from the clock of the store, so that tests can step it. */
    private static final Pattern TIME = Pattern.compile(
            "'now'|current_(time|date|timestamp)|strftime|unixepoch|julianday|datetime *\\(", Pattern.CASE_INSENSITIVE);

    /** It would drop columns that other programs have added. */
    private static final Pattern REPLACE =
            Pattern.compile("insert +or +replace|replace +into", Pattern.CASE_INSENSITIVE);

    @Test
    void sql_neverAsksForTheTime() throws Exception {
        assertThat(occurrences(TIME)).isEmpty();
    }

    @Test
    void sql_neverReplacesRows() throws Exception {
        assertThat(occurrences(REPLACE)).isEmpty();
    }

    @Test
    void occurrences_areFoundWhereTheyExist() throws Exception {
        assertThat(occurrences(Pattern.compile("SELECT \"user\" FROM typing|CREATE TABLE IF NOT EXISTS typing")))
                .anyMatch(found -> found.startsWith("TypingSql.class"))
                .anyMatch(found -> found.startsWith("minimost-tables.sql"));
    }

    private static List<String> occurrences(Pattern pattern) throws IOException, URISyntaxException {
        Path classes = Path.of(PresenceStore.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.walk(classes)) {
            return files.filter(file -> file.toString().matches(".*\\.(class|sql)"))
                    .flatMap(file -> pattern.matcher(read(file))
                            .results()
                            .map(MatchResult::group)
                            .map(found -> file.getFileName() + ": " + found))
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
