package io.minimost.presence.internal;

import io.minimost.presence.errors.PresenceStoreException;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Determines what a failure of PostgreSQL means for the caller, and for the connection on which it occurred. */
final class PostgresErrors {
    /** How often a transaction is tried that others have kept from its locks. */
    static final int MAX_TRIES = 4;

    /** A deadlock, a conflict between transactions, a lock that was held for too long. */
    private static final Set<String> CONFLICTS = Set.of("40P01", "40001", "55P03");

    private static final String DISK_FULL = "53100";
    private static final String TOO_MANY_CONNECTIONS = "53300";
    private static final String READ_ONLY = "25006";
    private static final String IN_FAILED_TRANSACTION = "25P02";
    private static final String IDLE_TOO_LONG = "25P03";
    private static final String UNKNOWN_DATABASE = "3D000";

    /** The division by the row of {@code mp_alive}, see {@code PostgresFactSql}. */
    private static final String NOT_ALIVE = "22012";

    private PostgresErrors() {}

    /** The exception for the caller; {@code failure} itself if it did not come from the database. */
    static RuntimeException translate(String store, Throwable failure) {
        if (failure instanceof PresenceStoreException known) {
            return known;
        }
        SQLException sql = sqlException(failure);
        if (sql == null) {
            return failure instanceof RuntimeException runtime ? runtime : new IllegalStateException(failure);
        }
        String problem = String.valueOf(sql.getMessage());
        int none = PresenceStoreException.NO_CODE;
        if (isConflict(failure) || isLostConnection(failure) || state(sql).equals(TOO_MANY_CONNECTIONS)) {
            return new PresenceStoreException.Busy(store, none, problem, failure);
        }
        return switch (state(sql)) {
            case DISK_FULL -> new PresenceStoreException.Full(store, none, problem, failure);
            case READ_ONLY -> new PresenceStoreException.ReadOnly(store, none, problem, failure);
            default ->
                isSetUpWrong(state(sql))
                        ? new PresenceStoreException.Unusable(store, none, problem, failure)
                        : new PresenceStoreException(store, none, problem, failure);
        };
    }

    /** The same after a write, and also for an error. */
    static Throwable forCaller(String store, Throwable failure, boolean mayBeCommitted) {
        if (failure instanceof Error) {
            return failure;
        }
        return mayBeCommitted ? outcomeUnknown(store, failure) : translate(store, failure);
    }

    /** For a failure after the connection was lost during a COMMIT: it is not known whether that has taken place. */
    private static RuntimeException outcomeUnknown(String store, Throwable failure) {
        return new PresenceStoreException.OutcomeUnknown(
                store,
                PresenceStoreException.NO_CODE,
                "the connection was lost during the commit, read before you retry: " + failure.getMessage(),
                failure);
    }

    /** Whether the others of a batch would meet the same failure. */
    static boolean concernsAll(Throwable failure) {
        return failure instanceof PresenceStoreException.Busy
                || failure instanceof PresenceStoreException.Closed
                || failure instanceof PresenceStoreException.OutcomeUnknown
                || failure instanceof PresenceStoreException.Unusable
                || failure instanceof PresenceStoreException.ReadOnly
                || failure instanceof PresenceStoreException.Full;
    }

    /** Whether the same transaction may succeed when it is tried again. */
    static boolean isConflict(Throwable failure) {
        SQLException sql = sqlException(failure);
        return sql != null && CONFLICTS.contains(state(sql));
    }

    /** Whether the server has lost facts in a crash, and the log needs a new name. */
    static boolean hasLostFacts(Throwable failure) {
        SQLException sql = sqlException(failure);
        return sql != null && state(sql).equals(NOT_ALIVE);
    }

    /** Whether the server, or the way to it, is gone; the transaction was then rolled back, unless it was its COMMIT. */
    static boolean isLostConnection(Throwable failure) {
        SQLException sql = sqlException(failure);
        return sql != null
                && (state(sql).startsWith("08")
                        || state(sql).startsWith("57P")
                        || state(sql).equals(IDLE_TOO_LONG));
    }

    /**
     * Whether the connection must not be used any more: it is lost, or to a server that is no longer the primary, or the driver
     * was broken off and has left an answer on it, which the next call would receive.
     */
    static boolean isFatalForConnection(Throwable failure) {
        SQLException sql = sqlException(failure);
        return isLostConnection(failure)
                || isBrokenOff(failure)
                || (sql != null
                        && (state(sql).equals(READ_ONLY)
                                || state(sql).equals(IN_FAILED_TRANSACTION)
                                || state(sql).startsWith("53")
                                || state(sql).startsWith("58")
                                || state(sql).startsWith("XX")));
    }

    /** The stack or the memory of the JVM is used up; a proxy may have wrapped it. */
    private static boolean isBrokenOff(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof VirtualMachineError) {
                return true;
            }
        }
        return false;
    }

    /** No such database, role, right or table. */
    private static boolean isSetUpWrong(String state) {
        return state.equals(UNKNOWN_DATABASE)
                || state.startsWith("28")
                || state.startsWith("42")
                || state.startsWith("3F");
    }

    /** For the log: what the server, or the way to it, has said. */
    static String problem(Throwable failure) {
        SQLException sql = sqlException(failure);
        return String.valueOf(sql == null ? failure : sql);
    }

    private static String state(SQLException failure) {
        return failure.getSQLState() == null ? "" : failure.getSQLState();
    }

    /** The driver's exception among the causes; JDBI wraps it. */
    private static @Nullable SQLException sqlException(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }
}
