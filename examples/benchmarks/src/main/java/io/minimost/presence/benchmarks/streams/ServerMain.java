package io.minimost.presence.benchmarks.streams;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A process with one server, which does what it is told on its standard input, and ends with that. */
final class ServerMain {
    private ServerMain() {}

    public static void main(String[] arguments) throws Exception {
        try (StreamServer server = Kind.valueOf(arguments[0]).start();
                BufferedReader commands =
                        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            System.out.println(server.port());
            for (String command = commands.readLine(); command != null; command = commands.readLine()) {
                obey(server, command.split(" ", 3));
            }
        }
    }

    private static void obey(StreamServer server, String[] command) throws Exception {
        switch (command[0]) {
            case "change" ->
                System.out.println(server.change(Change.valueOf(command[1]), Integer.parseInt(command[2])));
            case "memory" -> System.out.println(Memory.now().text());
            case "rest" -> server.rest();
            case "work" -> server.work();
            default -> throw new IOException("unknown command " + command[0]);
        }
    }
}
