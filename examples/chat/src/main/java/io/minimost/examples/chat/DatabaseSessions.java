package io.minimost.examples.chat;

import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.session.DatabaseAdaptor;
import org.eclipse.jetty.session.JDBCSessionDataStore.SessionTableSchema;
import org.eclipse.jetty.session.JDBCSessionDataStoreFactory;
import org.eclipse.jetty.session.NullSessionCacheFactory;

/** Sessions in a table, which Jetty writes: who signs in at one node is signed in at all, and who signs out is out at all. */
final class DatabaseSessions {
    private static final int SAVE_SECONDS = (int) TimeUnit.MINUTES.toSeconds(10);

    private final DatabaseAdaptor adaptor = new DatabaseAdaptor();
    private final SessionTable table;

    DatabaseSessions(DataSource pool, String schema) {
        adaptor.setDatasource(pool);
        table = new SessionTable(adaptor, schema);
    }

    void createTable() {
        try {
            adaptor.initialize();
            table.prepareTables();
        } catch (Exception e) {
            throw new IllegalStateException("the table of sessions cannot be created: " + e.getMessage(), e);
        }
    }

    void addTo(Server jetty) {
        JDBCSessionDataStoreFactory store = new JDBCSessionDataStoreFactory();
        store.setDatabaseAdaptor(adaptor);
        store.setSessionTableSchema(table);
        // When a session was last used is written this often, not with each request.
        store.setSavePeriodSec(SAVE_SECONDS);
        jetty.addBean(store);
        // Nothing is kept in memory, because it may have changed at another node.
        NullSessionCacheFactory cache = new NullSessionCacheFactory();
        // The next request may come to another node as soon as the answer is there.
        cache.setFlushOnResponseCommit(true);
        jetty.addBean(cache);
    }

    private static final class SessionTable extends SessionTableSchema {
        SessionTable(DatabaseAdaptor adaptor, String schema) {
            setDatabaseAdaptor(adaptor);
            setSchemaName(schema);
        }
    }
}
