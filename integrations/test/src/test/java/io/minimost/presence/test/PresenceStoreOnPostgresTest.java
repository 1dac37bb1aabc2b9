package io.minimost.presence.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.events.PresenceEvent.ReactionAdded;
import io.minimost.presence.events.PresenceEvent.TypingStarted;
import io.minimost.presence.events.PresenceEvent.TypingStopped;
import io.minimost.presence.testing.Postgres;
import io.minimost.presence.testing.PostgresServer;
import io.minimost.presence.values.MessageRef;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Each test has a schema of its own, and nothing is left on the server. */
class PresenceStoreOnPostgresTest {
    private static final List<String> SCHEMAS = Collections.synchronizedList(new ArrayList<>());
    private static final List<Connection> LEFT = Collections.synchronizedList(new ArrayList<>());

    private static DataSource server() {
        Postgres.assume();
        return PostgresServer.dataSource();
    }

    static class Schemas {
        @RegisterExtension
        static final PresenceStoreExtension PRESENCE =
                PresenceStoreExtension.onPostgres(PresenceStoreOnPostgresTest::server);

        @RepeatedTest(2)
        void test(PresenceStore store, SteppedClock clock, RecordedEvents events) throws SQLException {
            store.typing().start("alice", "general");
            try (Connection connection = PRESENCE.connect()) {
                assertThat(column(connection, "SELECT \"user\" FROM typing")).containsExactly("alice");
                SCHEMAS.addAll(column(connection, "SELECT current_schema()"));
            }
            clock.advanceSeconds(6);
            assertThat(events).ofType(TypingStarted.class).hasSize(1);
            assertThat(events).ofType(TypingStopped.class).hasSize(1);
        }

        @Test
        void twoNodes(PresenceStore store, SteppedClock clock) {
            PresenceStore other = PRESENCE.openAnother(settings -> settings);
            RecordingConnection alice = PRESENCE.connect("alice", "general");

            other.reactions().add(new MessageRef("general", clock.instant()), "rocket", "bob");
            clock.sweep();

            alice.await("reactions");
            assertThat(PRESENCE.events().ofType(ReactionAdded.class)).isEmpty();
        }
    }

    static class Leaking {
        @RegisterExtension
        final PresenceStoreExtension presence = PresenceStoreExtension.onPostgres(PresenceStoreOnPostgresTest::server);

        @Test
        void leak() throws SQLException {
            LEFT.add(presence.connect());
        }
    }

    @AfterEach
    void close() throws SQLException {
        for (Connection connection : LEFT) {
            connection.close();
        }
        LEFT.clear();
    }

    @Test
    void tests_haveSchemasOfTheirOwn_whichAreDropped() throws SQLException {
        Postgres.assume();
        SCHEMAS.clear();

        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Schemas.class))
                .execute()
                .testEvents()
                .assertStatistics(all -> all.succeeded(3).failed(0));

        assertThat(SCHEMAS).hasSize(2).doesNotHaveDuplicates();
        try (Connection connection = PostgresServer.dataSource().getConnection()) {
            assertThat(column(connection, "SELECT schema_name FROM information_schema.schemata"))
                    .isNotEmpty()
                    .doesNotContainAnyElementsOf(SCHEMAS);
        }
    }

    @Test
    void connectionThatIsLeftOpen_isNamed_andClosed() throws SQLException {
        Postgres.assume();

        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Leaking.class))
                .execute()
                .testEvents()
                .assertStatistics(all -> all.failed(1));

        assertThat(LEFT).hasSize(1);
        assertThat(LEFT.get(0).isClosed()).isTrue();
    }

    private static List<String> column(Connection connection, String query) throws SQLException {
        List<String> column = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                column.add(rows.getString(1));
            }
        }
        return column;
    }
}
