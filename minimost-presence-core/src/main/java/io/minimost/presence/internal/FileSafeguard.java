package io.minimost.presence.internal;

import io.minimost.presence.errors.PresenceStoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The {@link Safeguard} of a database in a file. */
final class FileSafeguard implements Safeguard {
    private static final Logger LOG = LoggerFactory.getLogger(FileSafeguard.class);

    private final String store;
    private final ClassLoaderGuard jvmLock;
    private final AnchorConnection anchor;
    private final OpenFiles files;
    private final DamageGuard damage;
    private final ForeignWriteDetector foreign;
    private volatile boolean closed;

    private FileSafeguard(
            DatabaseSettings settings,
            Path file,
            Connections connections,
            ClassLoaderGuard jvmLock,
            AnchorConnection anchor)
            throws SQLException {
        store = settings.name();
        this.jvmLock = jvmLock;
        this.anchor = anchor;
        files = OpenFiles.of(file, !settings.networkFileSystems(), anchor, jvmLock.lockFile());
        foreign = new ForeignWriteDetector(files, anchor);
        damage = new DamageGuard(store, settings.clock()::now, () -> check(connections));
        connections.restrictTo(files);
    }

    /** Guards a file that SQLite has just opened, while only the first connection uses it. */
    static FileSafeguard on(DatabaseSettings settings, Path file, Connections connections, ClassLoaderGuard jvmLock)
            throws SQLException {
        jvmLock.created();
        AnchorConnection anchor = AnchorConnection.on(connections.openReader());
        try {
            FileSafeguard safeguard = new FileSafeguard(settings, file, connections, jvmLock, anchor);
            jvmLock.share(safeguard);
            return safeguard;
        } catch (Throwable failure) {
            try (anchor) {
                throw failure;
            }
        }
    }

    @Override
    public RuntimeException explain(Throwable failure) {
        if (failure instanceof PresenceStoreException || !SqliteErrors.isFatalForConnection(failure)) {
            return SqliteErrors.translate(store, failure);
        }
        files.checkThoroughly();
        PresenceStoreException lost = files.problem(failure);
        if (lost != null) {
            return lost;
        }
        if (!SqliteErrors.isDamage(failure)) {
            return SqliteErrors.translate(store, failure);
        }
        jvmLock.stores().forEach(each -> each.damage.suspect(failure));
        return damage.reported(failure);
    }

    /** Checks that no file is lost, for a store that is about to open them. */
    void requireFiles() {
        files.check();
        files.require();
    }

    @Override
    public void require() {
        files.require();
    }

    @Override
    public void requireWritable() {
        files.require();
        damage.checkIfDue();
        throwIfRefused();
    }

    private void throwIfRefused() {
        RuntimeException refusal = refusal();
        if (refusal != null) {
            throw refusal;
        }
    }

    private @Nullable RuntimeException refusal() {
        RuntimeException lost = files.problem(null);
        return lost == null ? damage.refusal() : lost;
    }

    @Override
    public void beforeBegin(Durability durability) {
        if (durability == Durability.DURABLE) {
            files.checkForCommit();
            files.require();
            if (foreign.isShorter()) {
                examineIfShorter();
            }
        }
        throwIfRefused();
    }

    @Override
    public void beforeCommit(int generation) {
        throwIfRefused();
        if (generation != damage.generation()) {
            throw new PresenceStoreException.Busy(
                    store, PresenceStoreException.NO_CODE, "the file was checked meanwhile; write again", null);
        }
    }

    @Override
    public PresenceStoreException.@Nullable OutcomeUnknown afterCommit(Durability durability) {
        if (durability == Durability.DURABLE) {
            files.checkForCommit();
        }
        RuntimeException refusal = refusal();
        return refusal == null
                ? null
                : new PresenceStoreException.OutcomeUnknown(
                        store,
                        PresenceStoreException.NO_CODE,
                        "during the commit it became known that it may be lost: " + refusal.getMessage(),
                        refusal);
    }

    @Override
    public int generation() {
        return damage.generation();
    }

    @Override
    public void sweep() {
        files.checkThoroughly();
        files.require();
        examineIfSuspicious();
        damage.checkIfDue();
        files.require();
    }

    @Override
    public void releasedPages() throws SQLException {
        foreign.expectRelease();
    }

    @Override
    public boolean mayTidyUp() {
        files.checkThoroughly();
        return refusal() == null;
    }

    @Override
    public void close() {
        closed = true;
        try {
            anchor.close();
        } catch (SQLException e) {
            LOG.warn("{}: closing a connection failed", store, e);
        }
    }

    private synchronized void examineIfSuspicious() {
        try {
            String suspicion = foreign.suspicion();
            files.require();
            if (suspicion != null) {
                damage.examine(suspicion);
                foreign.accept();
            }
        } catch (SQLException e) {
            throw closed ? new PresenceStoreException.Closed(store) : explain(e);
        }
    }

    /** Checks again whether the file is shorter: another thread may have examined it meanwhile. */
    private synchronized void examineIfShorter() {
        files.checkForCommit();
        if (foreign.isShorter()) {
            damage.examine(ForeignWriteDetector.SHORTER);
            try {
                foreign.accept();
            } catch (SQLException e) {
                throw explain(e);
            }
        }
    }

    private static String check(Connections connections) throws SQLException {
        try (Connection connection = connections.openReader();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA integrity_check(1)")) {
            rows.next();
            return rows.getString(1);
        }
    }
}
