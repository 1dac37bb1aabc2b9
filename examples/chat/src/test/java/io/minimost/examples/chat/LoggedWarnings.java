package io.minimost.examples.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test during which something was logged at WARN or above: use of the chat must leave nothing to worry about. */
final class LoggedWarnings implements BeforeEachCallback, AfterEachCallback {
    private final PrintStream console = System.err;
    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();

    @Override
    public void beforeEach(ExtensionContext test) {
        System.setErr(new PrintStream(new Copy(), true, StandardCharsets.UTF_8));
    }

    @Override
    public void afterEach(ExtensionContext test) {
        System.setErr(console);
        List<String> warnings = logged.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
                .toList();
        logged.reset();
        assertThat(warnings).as("logged at WARN or above").isEmpty();
    }

    private final class Copy extends OutputStream {
        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            logged.write(bytes, offset, length);
            console.write(bytes, offset, length);
        }
    }
}
