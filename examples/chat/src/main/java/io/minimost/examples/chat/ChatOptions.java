package io.minimost.examples.chat;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The options of the command line.
 *
 * @param host the address to listen at
 * @param port the port to listen at; 0 picks a free one
 * @param data the directory of the two database files; not used with {@code postgres}
 * @param postgres the JDBC URL of the database that all nodes use, instead of files
 * @param peers the origins of the other nodes, where windows go on if this one dies
 */
record ChatOptions(String host, int port, Path data, Optional<String> postgres, List<String> peers) {
    static final String USAGE = "Usage: [--port 8080] [--host 127.0.0.1] [--data data]"
            + " [--postgres jdbc:postgresql://... [--peers http://127.0.0.1:8081,...]]";

    static final ChatOptions DEFAULTS = new ChatOptions("127.0.0.1", 8080, Path.of("data"));

    private static final int MAX_PORT = 65_535;
    private static final String POSTGRES = "jdbc:postgresql:";
    private static final Set<String> KNOWN = Set.of("--host", "--port", "--data", "--postgres", "--peers");

    ChatOptions {
        if (host.isBlank()) {
            throw new BadOption("--host is empty");
        }
        if (port < 0 || port > MAX_PORT) {
            throw new BadOption("--port %d is not between 0 and %d".formatted(port, MAX_PORT));
        }
        if (!postgres.orElse(POSTGRES).startsWith(POSTGRES)) {
            throw new BadOption("--postgres '%s' does not begin with %s".formatted(postgres.get(), POSTGRES));
        }
        peers = peers.stream().map(ChatOptions::origin).toList();
    }

    /** A chat of one node, in files. */
    ChatOptions(String host, int port, Path data) {
        this(host, port, data, Optional.empty(), List.of());
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
                throw new BadOption(KNOWN.contains(name) ? name + " needs a value" : unknown(name));
            }
            options = options.with(name, args[i + 1]);
        }
        if (!options.peers.isEmpty() && options.postgres.isEmpty()) {
            throw new BadOption("--peers needs --postgres: nodes have their database in common");
        }
        return options;
    }

    private ChatOptions with(String name, String value) {
        return switch (name) {
            case "--host" -> new ChatOptions(value, port, data, postgres, peers);
            case "--port" -> new ChatOptions(host, number(name, value), data, postgres, peers);
            case "--data" -> new ChatOptions(host, port, path(name, value), postgres, peers);
            case "--postgres" -> new ChatOptions(host, port, data, Optional.of(value), peers);
            case "--peers" ->
                new ChatOptions(
                        host, port, data, postgres, Stream.of(value.split(",")).toList());
            default -> throw new BadOption(unknown(name));
        };
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

    /** The scheme, the host and the port of {@code peer}: it becomes a part of the page's policy, where a path has no place. */
    private static String origin(String peer) {
        try {
            URI url = new URI(peer.strip());
            boolean isHttp = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (isHttp && url.getHost() != null && url.getUserInfo() == null) {
                return new URI(url.getScheme(), null, url.getHost(), url.getPort(), null, null, null).toString();
            }
        } catch (URISyntaxException e) {
            // Refused below.
        }
        throw new BadOption("--peers '" + peer + "' is not an address such as http://127.0.0.1:8081");
    }

    /** An error in the command line; the message names the argument. */
    static final class BadOption extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        BadOption(String problem) {
            super(problem);
        }
    }
}
