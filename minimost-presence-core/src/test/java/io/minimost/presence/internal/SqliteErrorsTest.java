package io.minimost.presence.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.errors.PresenceStoreException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.transaction.TransactionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sqlite.NativeLibraryNotFoundException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class SqliteErrorsTest {
    @ParameterizedTest
    @CsvSource({
        "SQLITE_BUSY, Busy",
        "SQLITE_BUSY_RECOVERY, Busy",
        "SQLITE_BUSY_SNAPSHOT, Busy",
        "SQLITE_LOCKED, Busy",
        "SQLITE_LOCKED_SHAREDCACHE, Busy",
        "SQLITE_PROTOCOL, Busy",
        "SQLITE_FULL, Full",
        "SQLITE_READONLY, ReadOnly",
        "SQLITE_READONLY_DIRECTORY, ReadOnly",
        "SQLITE_READONLY_DBMOVED, Unusable",
        "SQLITE_CORRUPT, Corrupt",
        "SQLITE_CORRUPT_INDEX, Corrupt",
        "SQLITE_NOTADB, Corrupt",
        "SQLITE_CANTOPEN, Unusable",
        "SQLITE_CANTOPEN_ISDIR, Unusable",
        "SQLITE_PERM, Unusable",
        "SQLITE_IOERR, PresenceStoreException",
        "SQLITE_IOERR_WRITE, PresenceStoreException",
        "SQLITE_NOMEM, PresenceStoreException",
        "SQLITE_ERROR, PresenceStoreException",
        "SQLITE_CONSTRAINT_UNIQUE, PresenceStoreException",
    })
    void translate_codeOfSqlite_kindWithStoreCodeAndCause(SQLiteErrorCode code, String kind) {
        TransactionException wrapped = new TransactionException(sqlite(code));

        RuntimeException translated = SqliteErrors.translate("/tmp/presence.db", wrapped);

        assertThat(translated.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(translated).hasMessageContaining("/tmp/presence.db").hasCause(wrapped);
        PresenceStoreException failure = (PresenceStoreException) translated;
        assertThat(failure.sqliteCode()).isEqualTo(code.code);
        assertThat(failure.isRetrySafe()).isEqualTo(kind.equals("Busy"));
    }

    @Test
    void translate_exceptionThatIsNotOfTheDatabase_itself() {
        IllegalArgumentException bad = new IllegalArgumentException("bad name");

        assertThat(SqliteErrors.translate("store", bad)).isSameAs(bad);
    }

    @ParameterizedTest
    @EnumSource(
            value = SQLiteErrorCode.class,
            names = {"SQLITE_BUSY", "SQLITE_FULL", "SQLITE_READONLY"})
    void translateCommit_refused_theOrdinaryKind(SQLiteErrorCode code) {
        assertThat(SqliteErrors.translateCommit("store", sqlite(code)))
                .hasSameClassAs(SqliteErrors.translate("store", sqlite(code)));
    }

    @ParameterizedTest
    @EnumSource(
            value = SQLiteErrorCode.class,
            names = {"SQLITE_IOERR_FSYNC", "SQLITE_IOERR", "SQLITE_NOMEM", "SQLITE_CORRUPT", "SQLITE_ERROR"})
    void translateCommit_brokenOff_outcomeUnknown(SQLiteErrorCode code) {
        assertThat(SqliteErrors.translateCommit("store", sqlite(code)))
                .isInstanceOfSatisfying(PresenceStoreException.OutcomeUnknown.class, failure -> {
                    assertThat(failure.isRetrySafe()).isFalse();
                    assertThat(failure.sqliteCode()).isEqualTo(code.code);
                });
        assertThat(SqliteErrors.translateCommit("store", new StackOverflowError()))
                .isInstanceOf(PresenceStoreException.OutcomeUnknown.class);
    }

    @ParameterizedTest
    @CsvSource({
        "SQLITE_FULL, true",
        "SQLITE_IOERR_READ, true",
        "SQLITE_CORRUPT_VTAB, true",
        "SQLITE_NOTADB, true",
        "SQLITE_NOMEM, true",
        "SQLITE_CANTOPEN, true",
        "SQLITE_READONLY, true",
        "SQLITE_BUSY, false",
        "SQLITE_CONSTRAINT, false",
        "SQLITE_ERROR, false",
    })
    void isFatalForConnection_codeOfSqlite_asListed(SQLiteErrorCode code, boolean fatal) {
        assertThat(SqliteErrors.isFatalForConnection(new TransactionException(sqlite(code))))
                .isEqualTo(fatal);
    }

    @Test
    void isFatalForConnection_exceptionThatIsNotOfTheDatabase_false() {
        assertThat(SqliteErrors.isFatalForConnection(new IllegalStateException()))
                .isFalse();
    }

    private static SQLException sqlite(SQLiteErrorCode code) {
        return new SQLiteException("it failed", code);
    }

    @Test
    void libraryThatCannotBeLoaded_isUnusable_andNamesTheSettingThatHelps() {
        SQLException missing = new SQLException("Error opening connection", new NativeLibraryNotFoundException("none"));

        assertThat(SqliteErrors.translate("x.db", missing))
                .isInstanceOf(PresenceStoreException.Unusable.class)
                .hasMessageStartingWith("x.db: the native library of sqlite-jdbc cannot be loaded.")
                .hasMessageContaining(System.getProperty("java.io.tmpdir"))
                .hasMessageContaining("-Dorg.sqlite.tmpdir=")
                .hasCause(missing);
    }

    /** As where the temporary directory is mounted noexec, but without the need to mount one. */
    @Test
    void storeWithoutANativeLibrary_saysWhatToDo(@TempDir Path directory) throws Exception {
        Path nowhere = directory.resolve("nowhere");
        Process child = ChildJvm.start(
                List.of("env", "JAVA_TOOL_OPTIONS=-Dorg.sqlite.tmpdir=" + nowhere),
                System.getProperty("java.class.path"),
                Opener.class);

        assertThat(ChildJvm.output(child))
                .startsWith("Unusable: :memory:: the native library of sqlite-jdbc cannot be loaded.")
                .contains(nowhere.toString());
    }

    /** The program of the child. */
    static final class Opener {
        private Opener() {}

        public static void main(String[] arguments) {
            try (PresenceStore store = PresenceStore.inMemory()) {
                System.out.println("opened with " + store.presence().recentStates());
            } catch (PresenceStoreException e) {
                System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
            }
        }
    }
}
