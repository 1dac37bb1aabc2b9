package io.minimost.presence.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Properties;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sqlite.JDBC;

class StatementCacheTest {
    private static final String SQL = "SELECT ?";

    private final StatementCache cache = new StatementCache();
    private Connection connection;
    private Handle handle;
    private StatementContext context;

    @BeforeEach
    void open() throws SQLException {
        connection = JDBC.createConnection(JDBC.PREFIX + ":memory:", new Properties());
        handle = Jdbi.create(connection).setStatementBuilderFactory(c -> cache).open();
        context = handle.createQuery("SELECT 1").getContext();
    }

    @AfterEach
    void close() throws SQLException {
        handle.close();
        connection.close();
    }

    @Test
    void create_sameSqlAfterClose_sameStatement() throws SQLException {
        PreparedStatement first = cache.create(connection, SQL, context);
        cache.close(connection, "the SQL as it was before it was rendered", first);

        assertThat(cache.create(connection, SQL, context)).isSameAs(first);
        assertThat(first.isClosed()).isFalse();
    }

    @Test
    void create_sameSqlTwiceAtOnce_twoStatementsOfWhichOneIsKept() throws SQLException {
        PreparedStatement first = cache.create(connection, SQL, context);
        PreparedStatement second = cache.create(connection, SQL, context);
        assertThat(second).isNotSameAs(first);

        cache.close(connection, SQL, second);
        cache.close(connection, SQL, first);

        assertThat(first.isClosed()).isTrue();
        assertThat(cache.create(connection, SQL, context)).isSameAs(second);
    }

    @Test
    void close_statementThatIsNotFromHere_closesIt() throws SQLException {
        PreparedStatement foreign = connection.prepareStatement(SQL);

        cache.close(connection, SQL, foreign);

        assertThat(foreign.isClosed()).isTrue();
    }

    @Test
    void query_throughJdbi_leavesNoArgumentBehind() {
        assertThat(handle.createQuery("SELECT :value")
                        .bind("value", "secret")
                        .mapTo(String.class)
                        .one())
                .isEqualTo("secret");
        assertThat(handle.createQuery("SELECT :value")
                        .bindNull("value", java.sql.Types.VARCHAR)
                        .mapTo(String.class)
                        .list())
                .containsOnlyNulls();
    }

    /** The driver closes a statement that fails, except with a few codes. */
    @Test
    void query_afterAFailureThatEndsTheStatement_worksAgain() {
        assertThat(absolute(-5)).isEqualTo(5);
        assertThatThrownBy(() -> absolute(Long.MIN_VALUE)).hasStackTraceContaining("overflow");

        assertThat(absolute(-6)).isEqualTo(6);
    }

    @Test
    void close_connectionWithIdleStatements_closesThem() throws SQLException {
        PreparedStatement idle = cache.create(connection, SQL, context);
        cache.close(connection, SQL, idle);

        connection.close();

        assertThatThrownBy(idle::executeQuery).isInstanceOf(SQLException.class);
    }

    private long absolute(long number) {
        return handle.createQuery("SELECT abs(:number)")
                .bind("number", number)
                .mapTo(Long.class)
                .one();
    }
}
