package io.minimost.presence;

import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.events.FactFilter;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.MessageRef;
import java.time.Instant;
import java.util.List;
import java.util.function.IntConsumer;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A node in a JVM of its own, which writes until its standard input ends. It prints each write that was acknowledged, each
 * failure, and the number of each fact that it hears of.
 */
final class NodeMain {
    static final String USER = "child";

    private NodeMain() {}

    // The arguments: the URL of the server, the user and the password if there are any, and the schema.
    public static void main(String[] arguments) throws Exception {
        PGSimpleDataSource connections = new PGSimpleDataSource();
        connections.setUrl(arguments[0]);
        if (!arguments[1].isEmpty()) {
            connections.setUser(arguments[1]);
            connections.setPassword(arguments[2]);
        }
        PresenceStore store = PresenceStore.builder()
                .postgres(connections)
                .postgresSchema(arguments[3])
                .open();
        store.events().onFacts(FactFilter.everything(), fact -> System.out.println("fact " + fact.sequence()));
        write("reaction", i -> store.reactions().add(new MessageRef("general", message(i)), "rocket", USER));
        write("receipt", i -> store.receipts().markRead("general", USER, List.of(message(i))));
        int end = System.in.read();
        store.close();
        System.exit(end + 1);
    }

    static Instant message(int number) {
        return StoreFixture.START.plusSeconds(number);
    }

    private static void write(String what, IntConsumer work) {
        Thread thread = new Thread(() -> {
            for (int i = 1; true; i++) {
                try {
                    work.accept(i);
                    System.out.println(what + " " + i);
                } catch (PresenceStoreException e) {
                    System.out.println("failure " + e);
                } catch (RuntimeException e) {
                    System.out.println("fault " + e);
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
