package io.minimost.presence.internal;

import java.sql.Connection;
import java.util.Arrays;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.jspecify.annotations.Nullable;

/** The JDBI handle of a connection, with its SQL objects and prepared statements. Closing it does not close the connection. */
final class JdbiSession implements SqlSession, AutoCloseable {
    private final Dialect dialect;
    private final Handle handle;
    private @Nullable Object[] attached = new Object[0];

    JdbiSession(Connection connection, Dialect dialect) {
        this.dialect = dialect;
        StatementCache statements = new StatementCache();
        handle = Jdbi.create(connection)
                .installPlugin(new SqlObjectPlugin())
                .setStatementBuilderFactory(c -> statements)
                // The owner closes the connection, which ends an open transaction.
                .configure(Handles.class, handles -> handles.setForceEndTransactions(false))
                .open();
    }

    @Override
    public <T> T sql(Dao<T> dao) {
        int index = dao.index();
        if (index >= attached.length) {
            attached = Arrays.copyOf(attached, index + 1);
        }
        Object sql = attached[index];
        if (sql == null) {
            dao.rowMappers().forEach(handle::registerRowMapper);
            sql = handle.attach(dao.type(dialect));
            attached[index] = sql;
        }
        return dao.type().cast(sql);
    }

    @Override
    public void close() {
        handle.close();
    }
}
