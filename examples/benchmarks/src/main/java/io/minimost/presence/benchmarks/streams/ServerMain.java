package io.minimost.presence.benchmarks.streams;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A process with one server, controlled by commands on its standard input. It ends with that. */
final class ServerMain {
    private ServerMain() {}

    public static void main(String[] arguments) throws Exception {
        try (StreamServer server = ServerKind.valueOf(arguments[0]).start();
                BufferedReader commands =
                        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            System.out.println(server.port());
            for (String command = commands.readLine(); command != null; command = commands.readLine()) {
                execute(server, command.split(" ", 3));
            }
        }
    }

    private static void execute(StreamServer server, String[] command) throws Exception {
        switch (command[0]) {
            case "change" ->
                System.out.println(server.change(Change.valueOf(command[1]), Integer.parseInt(command[2])));
            case "memory" -> System.out.println(Memory.now().text());
            case "pause" -> server.pause();
            case "resume" -> server.resume();
            default -> throw new IOException("unknown command " + command[0]);
        }
    }
}
