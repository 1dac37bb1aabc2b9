package io.minimost.presence.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.minimost.presence.PresenceStore;
import io.minimost.presence.testing.Postgres;
import io.minimost.presence.testing.PostgresServer;
import io.minimost.presence.values.PresenceState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class PostgresStoreTest {
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(PresenceAutoConfiguration.class))
            .withPropertyValues("minimost.presence.postgres.enabled=true");

    private String schema = "";

    @BeforeEach
    void borrowSchema() {
        Postgres.assume();
        schema = PostgresServer.borrowSchema();
    }

    @AfterEach
    void giveBack() {
        PostgresServer.giveBack(schema);
    }

    /** The pool of one connection, which the application holds, would have none left. */
    @Test
    void pool_keepsItsConnections() {
        application
                .withPropertyValues("minimost.presence.postgres.schema=" + schema)
                .withBean(DataSource.class, PostgresStoreTest::poolOfOne)
                .run(context -> {
                    try (Connection ofTheApplication =
                            context.getBean(DataSource.class).getConnection()) {
                        context.getBean(PresenceStore.class).presence().update("alice", PresenceState.ACTIVE);

                        assertThat(users(ofTheApplication)).isOne();
                    }
                });
    }

    @Test
    void sourceOfNewConnections_isUsedAsItIs() {
        application
                .withPropertyValues(
                        "minimost.presence.postgres.schema=" + schema, "minimost.presence.postgres.notifications=false")
                .withBean(DataSource.class, PostgresServer::dataSource)
                .run(context -> context.getBean(PresenceStore.class).ping());
    }

    private int users(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + schema + ".presence")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static HikariDataSource poolOfOne() {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(PostgresServer.dataSource().getUrl());
        pool.setUsername(PostgresServer.dataSource().getUser());
        pool.setPassword(PostgresServer.dataSource().getPassword());
        pool.setMaximumPoolSize(1);
        return pool;
    }
}
