package io.minimost.presence.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sqlite.JDBC;

class FastSqlTest {
    private Connection connection;
    private Handle handle;

    @BeforeEach
    void open() throws SQLException {
        connection = JDBC.createConnection(JDBC.PREFIX + ":memory:", new Properties());
        handle = Jdbi.create(connection).installPlugin(new SqlObjectPlugin()).open();
        handle.execute("CREATE TABLE t (name TEXT PRIMARY KEY, number INTEGER)");
    }

    @AfterEach
    void close() throws SQLException {
        handle.close();
        connection.close();
    }

    @Test
    void fastSql_everySupportedShape_readsAndBinds() {
        Shapes shapes = handle.attach(Shapes.class);

        assertThat(shapes.insert("a", 1L)).isEqualTo(1);
        assertThat(shapes.insert("b", null)).isEqualTo(1);
        assertThat(shapes.name(1L)).isEqualTo("a");
        assertThat(shapes.name(7L)).isNull();
        assertThat(shapes.number("a")).contains(1L);
        assertThat(shapes.number("b")).as("a NULL").isEmpty();
        assertThat(shapes.number("c")).as("no row").isEmpty();
        assertThat(shapes.names()).containsExactly("a", "b");
        assertThat(shapes.rows(1)).containsExactly(new Row("a", 1L, true));
        assertThat(shapes.row("b")).contains(new Row("b", null, false));
        assertThat(shapes.row("c")).isEmpty();
        assertThat(shapes.bytes(new byte[] {0, -1}))
                .hasValueSatisfying(bytes -> assertThat(bytes.value()).containsExactly(0, -1));
    }

    @Test
    void fastSql_afterAFailure_worksAgain() {
        Shapes shapes = handle.attach(Shapes.class);
        shapes.insert("a", 1L);

        assertThatThrownBy(() -> shapes.insert("a", 2L)).hasStackTraceContaining("UNIQUE");

        assertThat(shapes.insert("b", 2L)).isEqualTo(1);
        assertThat(shapes.names()).containsExactly("a", "b");
    }

    /** The driver closes a statement that fails, except with a few codes. */
    @Test
    void fastSql_afterAFailureThatEndsTheStatement_worksAgain() {
        Shapes shapes = handle.attach(Shapes.class);
        assertThat(shapes.absolute(-5)).contains(5L);

        assertThatThrownBy(() -> shapes.absolute(Long.MIN_VALUE)).hasStackTraceContaining("overflow");

        assertThat(shapes.absolute(-6)).contains(6L);
    }

    @Test
    void fastSql_argumentItCannotBind_saysWhich() {
        assertThatIllegalStateException()
                .isThrownBy(() -> handle.attach(BadArgument.class).insert(true))
                .withMessageContaining("@FastSql cannot bind true");
    }

    @Test
    void fastSql_resultItCannotRead_saysWhich() throws NoSuchMethodException {
        Method method = BadResult.class.getDeclaredMethod("number");

        assertThatIllegalStateException()
                .isThrownBy(() -> new FastSqlHandler(BadResult.class, method))
                .withMessageContaining("BadResult.number()")
                .withMessageContaining("double");
    }

    /** Without the compiler's -parameters, JDBI would not find {@code :now} and the like. */
    @Test
    void namesOfParameters_sqlObjects_areKept() throws NoSuchMethodException {
        assertThat(Database.class
                        .getMethod("hasListener", Class.class)
                        .getParameters()[0]
                        .isNamePresent())
                .isTrue();
    }

    interface Shapes {
        @FastSql("INSERT INTO t VALUES (?, ?)")
        int insert(String name, @Nullable Long number);

        @FastSql("SELECT name FROM t WHERE number = ?")
        @Nullable
        String name(long number);

        @FastSql("SELECT number FROM t WHERE name = ?")
        Optional<Long> number(String name);

        @FastSql("SELECT abs(?)")
        Optional<Long> absolute(long number);

        @FastSql("SELECT name FROM t ORDER BY name")
        List<String> names();

        @FastSql("SELECT name, number, number IS NOT NULL FROM t ORDER BY name LIMIT ?")
        List<Row> rows(int limit);

        @FastSql("SELECT name, number, number IS NOT NULL FROM t WHERE name = ?")
        Optional<Row> row(String name);

        @FastSql("SELECT ?")
        Optional<Bytes> bytes(byte[] value);
    }

    record Row(String name, @Nullable Long number, boolean hasNumber) {}

    @SuppressWarnings("ArrayRecordComponent") // Two are not compared.
    record Bytes(byte[] value) {}

    interface BadArgument {
        @FastSql("INSERT INTO t (number) VALUES (?)")
        void insert(boolean number);
    }

    interface BadResult {
        @FastSql("SELECT 1.5")
        double number();
    }
}
