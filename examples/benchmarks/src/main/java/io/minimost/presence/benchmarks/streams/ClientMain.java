package io.minimost.presence.benchmarks.streams;

import java.io.IOException;

/** A process with many clients of one server. It prints a line when all have received a change, and ends with its input. */
final class ClientMain {
    private ClientMain() {}

    public static void main(String[] arguments) throws Exception {
        Thread end = new Thread(ClientMain::awaitEnd, "end");
        end.setDaemon(true);
        end.start();
        try (Clients clients = new Clients(Integer.parseInt(arguments[0]))) {
            System.out.println(clients.open(Integer.parseInt(arguments[1])));
            while (true) {
                System.out.println(clients.awaitEvent());
            }
        }
    }

    private static void awaitEnd() {
        try {
            System.in.readAllBytes();
        } catch (IOException e) {
            // The process that reads the output is gone.
        }
        Runtime.getRuntime().halt(0);
    }
}
