package io.minimost.presence.internal;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sqlite.NativeLibraryNotFoundException;

/** The native part of sqlite-jdbc, which it unpacks into a temporary directory and loads from there. */
final class NativeLibrary {
    private static final String DIRECTORY = "org.sqlite.tmpdir";

    private NativeLibrary() {}

    /** Whether {@code failure} means that it could not be loaded. */
    static boolean isMissing(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof NativeLibraryNotFoundException || cause instanceof LinkageError) {
                return true;
            }
        }
        return false;
    }

    /** What the operator can do about it. */
    static String problem() {
        return String.format(
                Locale.ROOT,
                "the native library of sqlite-jdbc cannot be loaded. It is unpacked into %s, which must exist, be writable, have"
                        + " room for some megabytes, and not be mounted noexec; -D%s=<directory> sets another one",
                System.getProperty(DIRECTORY, System.getProperty("java.io.tmpdir")),
                DIRECTORY);
    }
}
