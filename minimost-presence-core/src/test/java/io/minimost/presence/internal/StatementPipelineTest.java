package io.minimost.presence.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.minimost.presence.testing.Postgres;
import io.minimost.presence.testing.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatementPipelineTest {
    private Connection connection;
    private StatementPipeline pipeline;

    @BeforeEach
    void connect() throws SQLException {
        Postgres.assume();
        connection = PostgresServer.dataSource().getConnection();
        pipeline = new StatementPipeline(connection);
        execute("CREATE TEMPORARY TABLE numbers (n bigint PRIMARY KEY)");
    }

    @AfterEach
    void disconnect() throws SQLException {
        if (connection != null) {
            connection.close();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private @Nullable Object count() throws SQLException {
        return pipeline.query("SELECT count(*) FROM numbers", new Object[0], rows -> {
            rows.next();
            return rows.getLong(1);
        });
    }

    @Test
    void statementsWithoutResult_goWithTheNextOne_inOneMessage() throws SQLException {
        pipeline.start();
        pipeline.add("BEGIN");
        pipeline.add("INSERT INTO numbers VALUES (?)", 1L);
        pipeline.add("INSERT INTO numbers VALUES (?)", 2L);

        assertThat(count()).isEqualTo(2L);
        assertThat(pipeline.messages()).isEqualTo(1);
        execute("ROLLBACK");
        assertThat(count()).isEqualTo(0L);
    }

    @Test
    void theEnd_goesAfterTheNextStatement() throws SQLException {
        pipeline.start();
        pipeline.add("BEGIN");
        pipeline.addLast("COMMIT");

        assertThat(pipeline.update("INSERT INTO numbers VALUES (?)", 1L)).isEqualTo(1);

        assertThat(pipeline.hasSentLast()).isTrue();
        assertThat(pipeline.messages()).isEqualTo(1);
        execute("ROLLBACK");
        assertThat(count()).isEqualTo(1L);
    }

    @Test
    void flush_doesNotSendTheEnd() throws SQLException {
        pipeline.start();
        pipeline.add("BEGIN");
        pipeline.add("INSERT INTO numbers VALUES (?)", 1L);
        pipeline.addLast("COMMIT");
        pipeline.flush();

        assertThat(pipeline.mayHaveSentLast()).isFalse();
        execute("ROLLBACK");
        pipeline.clear();
        assertThat(count()).isEqualTo(0L);
    }

    @Test
    void finish_sendsTheEndOnce() throws SQLException {
        pipeline.start();
        pipeline.add("BEGIN");
        pipeline.add("INSERT INTO numbers VALUES (?)", 1L);
        pipeline.addLast("COMMIT");
        pipeline.finish();
        pipeline.finish();

        assertThat(pipeline.messages()).isEqualTo(1);
        execute("ROLLBACK");
        assertThat(count()).isEqualTo(1L);
    }

    @Test
    void aStatementThatFails_keepsTheNextFromRunning() throws SQLException {
        pipeline.start();
        pipeline.add("BEGIN");
        pipeline.add("INSERT INTO numbers VALUES (?)", 1L);
        pipeline.add("INSERT INTO numbers VALUES (?)", 1L);
        pipeline.addLast("COMMIT");

        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> pipeline.update("INSERT INTO numbers VALUES (?)", 2L))
                .withMessageContaining("duplicate");

        execute("ROLLBACK");
        assertThat(count()).isEqualTo(0L);
    }
}
