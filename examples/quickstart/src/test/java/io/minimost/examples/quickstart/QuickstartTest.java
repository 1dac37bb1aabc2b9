package io.minimost.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickstartTest {
    private static final String MARK = "// README\n";

    @Test
    void main_printsWhatTheCommentsShow(@TempDir Path directory) {
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            Quickstart.main(new String[] {directory.resolve("presence.db").toString()});
        } finally {
            System.setOut(console);
        }

        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("alice types in general", "{alice=ACTIVE, bob=IDLE}", "[alice]");
    }

    @Test
    void readme_showsTheSameCode() throws IOException {
        String source = Files.readString(Path.of("src/main/java/io/minimost/examples/quickstart/Quickstart.java"));
        String example = source.split(MARK, -1)[1].stripIndent().strip();
        String readme = Files.readString(Path.of("../../README.md"));
        String firstBlock = readme.split("```java\n", -1)[1].split("```", -1)[0].strip();

        assertThat(withoutBlankEnds(firstBlock)).isEqualTo(withoutBlankEnds(example));
    }

    private static String withoutBlankEnds(String code) {
        return code.lines().map(String::stripTrailing).reduce("", (a, b) -> a + b + "\n");
    }
}
