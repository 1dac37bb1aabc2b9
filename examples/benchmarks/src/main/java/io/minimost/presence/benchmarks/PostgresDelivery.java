package io.minimost.presence.benchmarks;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.events.FactFilter;
import io.minimost.presence.events.Subscription;
import io.minimost.presence.values.MessageRef;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;

/** How long a change on one node takes to a listener on another one, from the answer to the writer on. */
final class PostgresDelivery {
    private static final String BY_HAND = "NOTIFY and a query by hand";
    private static final String WHAT = "PostgreSQL: a reaction on one node, heard on another";

    /** Longer than nodes wait between two notifications, as with real changes. */
    private static final long PAUSE_MILLIS = 40;

    private static final int CHANGES = 20;

    private PostgresDelivery() {}

    static List<ResultRow> measure(Fixture fixture) throws Exception {
        PostgresFixture postgres = new PostgresFixture(fixture);
        Dataset dataset = new Dataset(fixture.profile().rows());
        String schema = postgres.schema(dataset);
        PresenceStore writer = postgres.store(schema);
        PresenceStore reader = postgres.store(schema);
        MovingClock clock = new MovingClock();
        BlockingQueue<Long> heard = new LinkedBlockingQueue<>();
        Samples medians = new Samples();
        Samples slowest = new Samples();
        Subscription subscription =
                reader.events().onFacts(FactFilter.channels(List.of("general")), fact -> heard.add(System.nanoTime()));
        fixture.closeLater(subscription::close);
        try (Connection listening = postgres.connect(schema);
                Connection notifying = postgres.connect(schema)) {
            ByHand byHand = new ByHand(listening, notifying);
            byHand.start(heard);
            for (int round = -1; round < fixture.profile().rounds(); round++) {
                long[][] times = new long[2][CHANGES];
                for (int i = 0; i < CHANGES; i++) {
                    MessageRef message = new MessageRef("general", clock.instant());
                    times[0][i] = latency(heard, () -> writer.reactions().add(message, "tada", "alice"));
                    times[1][i] = latency(heard, byHand::send);
                }
                if (round >= 0) {
                    medians.add((double) Summary.percentile(0.5, times[0]), (double) Summary.percentile(0.5, times[1]));
                    slowest.add(
                            (double) Summary.percentile(0.99, times[0]), (double) Summary.percentile(0.99, times[1]));
                }
            }
        }
        return List.of(
                ResultRow.figure(
                        WHAT,
                        BY_HAND,
                        "median latency",
                        Unit.MILLISECONDS,
                        medians,
                        0,
                        1,
                        Optional.of(Target.atMost(10, Unit.MILLISECONDS))),
                ResultRow.figure(
                        WHAT,
                        BY_HAND,
                        "longest of 20",
                        Unit.MILLISECONDS,
                        slowest,
                        0,
                        1,
                        Optional.of(Target.atMost(250, Unit.MILLISECONDS))));
    }

    private static long latency(BlockingQueue<Long> heard, Operation send) throws Exception {
        Thread.sleep(PAUSE_MILLIS);
        send.run();
        long sent = System.nanoTime();
        Long arrived = heard.poll(10, TimeUnit.SECONDS);
        if (arrived == null) {
            throw new IllegalStateException("nothing was heard within 10 s");
        }
        // It may be heard before the writer has read its answer.
        return Math.max(0, arrived - sent);
    }

    /** A row and a notification in one transaction, and a listener that reads the row. */
    private static final class ByHand {
        private final Connection listening;
        private final Connection notifying;

        ByHand(Connection listening, Connection notifying) throws SQLException {
            this.listening = listening;
            this.notifying = notifying;
            execute(notifying, "CREATE TABLE by_hand (number bigint)");
            execute(listening, "LISTEN by_hand");
        }

        /** Listens until the connection is closed. */
        void start(BlockingQueue<Long> heard) {
            Thread thread = new Thread(() -> listen(heard), "by-hand");
            thread.setDaemon(true);
            thread.start();
        }

        void send() throws SQLException {
            execute(notifying, "BEGIN; INSERT INTO by_hand VALUES (1); NOTIFY by_hand; COMMIT");
        }

        private void listen(BlockingQueue<Long> heard) {
            try {
                while (!listening.isClosed()) {
                    if (listening.unwrap(PGConnection.class).getNotifications(100).length > 0) {
                        try (Statement statement = listening.createStatement();
                                ResultSet rows = statement.executeQuery("SELECT max(number) FROM by_hand")) {
                            rows.next();
                        }
                        heard.add(System.nanoTime());
                    }
                }
            } catch (SQLException e) {
                heard.clear(); // The connection was closed meanwhile; or the sender hears nothing, and says so.
            }
        }

        private static void execute(Connection connection, String sql) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
    }
}
