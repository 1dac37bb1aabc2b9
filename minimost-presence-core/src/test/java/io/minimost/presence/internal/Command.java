package io.minimost.presence.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A program of the system. */
public final class Command {
    private Command() {}

    /** Returns what failed, or an empty text. */
    static String run(String... command) {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            return status == 0 ? "" : command[0] + " ended with " + status + ": " + output.strip();
        } catch (IOException e) {
            return e.toString();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Throws if the program fails. */
    public static void require(String... command) throws IOException {
        String problem = run(command);
        if (!problem.isEmpty()) {
            throw new IOException(problem);
        }
    }
}
