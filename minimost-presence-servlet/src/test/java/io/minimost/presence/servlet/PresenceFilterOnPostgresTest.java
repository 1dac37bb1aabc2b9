package io.minimost.presence.servlet;

import io.minimost.presence.testing.Postgres;
import jakarta.servlet.Filter;

/** On Jetty, with the store in PostgreSQL. */
class PresenceFilterOnPostgresTest extends AnyStoreContract {
    @Override
    TestServer start(Filter filter) throws Exception {
        Postgres.assume();
        return new JettyTestServer(filter);
    }

    @Override
    StorePlace newPlace() {
        return new PostgresPlace();
    }
}
