package io.minimost.presence.servlet;

import io.minimost.presence.PresenceStoreBuilder;
import java.sql.Connection;
import java.sql.SQLException;

/** Where the stores of a suite are, one after the other; each begins empty. */
interface StorePlace {
    /** A store for one test, without data. */
    PresenceStoreBuilder empty();

    /** The same, if other programs are to use its database, too. */
    PresenceStoreBuilder shared();

    /** Another store on the database of the last {@link #shared} one. */
    PresenceStoreBuilder neighbour();

    /** A connection without the library to the database of the last {@link #shared} store. */
    Connection connect() throws SQLException;

    /** What keeps stores from writing, until it is rolled back. */
    String lock();

    /** Called when all stores are closed. */
    void clear();
}
