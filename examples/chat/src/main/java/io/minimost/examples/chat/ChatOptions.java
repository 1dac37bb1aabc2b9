package io.minimost.examples.chat;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * The options of the command line.
 *
 * @param host the address to listen at
 * @param port the port to listen at; 0 picks a free one
 * @param data the directory of the two database files
 */
record ChatOptions(String host, int port, Path data) {
    static final String USAGE = "Usage: [--port 8080] [--host 127.0.0.1] [--data data]";

    static final ChatOptions DEFAULTS = new ChatOptions("127.0.0.1", 8080, Path.of("data"));

    private static final int MAX_PORT = 65_535;

    ChatOptions {
        if (host.isBlank()) {
            throw new BadOption("--host is empty");
        }
        if (port < 0 || port > MAX_PORT) {
            throw new BadOption("--port %d is not between 0 and %d".formatted(port, MAX_PORT));
        }
    }

    /**
     * Reads the arguments of {@code main}.
     *
     * @throws BadOption naming the argument that is wrong
     */
    static ChatOptions parse(String... args) {
        ChatOptions options = DEFAULTS;
        for (int i = 0; i < args.length; i += 2) {
            String name = args[i];
            if (i + 1 == args.length) {
                throw new BadOption(isKnown(name) ? name + " needs a value" : unknown(name));
            }
            options = options.with(name, args[i + 1]);
        }
        return options;
    }

    private ChatOptions with(String name, String value) {
        return switch (name) {
            case "--host" -> new ChatOptions(value, port, data);
            case "--port" -> new ChatOptions(host, number(name, value), data);
            case "--data" -> new ChatOptions(host, port, path(name, value));
            default -> throw new BadOption(unknown(name));
        };
    }

    private static boolean isKnown(String name) {
        return name.equals("--host") || name.equals("--port") || name.equals("--data");
    }

    private static String unknown(String name) {
        return "unknown option '" + name + "'";
    }

    private static int number(String name, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new BadOption(name + " '" + value + "' is not a number");
        }
    }

    private static Path path(String name, String value) {
        if (value.isBlank()) {
            throw new BadOption(name + " is empty");
        }
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw new BadOption(name + " '" + value + "' is not a path");
        }
    }

    /** An error in the command line; the message names the argument. */
    static final class BadOption extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        BadOption(String problem) {
            super(problem);
        }
    }
}
