package io.minimost.presence.servlet;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Captures what is logged until it is closed: by us and Jetty (slf4j-simple writes to standard error), and by Tomcat and Undertow. */
final class LogCapture extends Handler implements AutoCloseable {
    private final PrintStream before = System.err;
    private final ByteArrayOutputStream captured = new ByteArrayOutputStream();

    LogCapture() {
        System.setErr(new PrintStream(captured, true, StandardCharsets.UTF_8));
        Logger.getLogger("").addHandler(this);
    }

    String text() {
        return captured.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void publish(LogRecord logged) {
        if (logged.getLevel().intValue() >= Level.INFO.intValue()) {
            captured.writeBytes((logged.getLevel() + " " + logged.getLoggerName() + " " + logged.getMessage() + "\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public void flush() {
        // Nothing is buffered.
    }

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
        System.setErr(before);
    }
}
