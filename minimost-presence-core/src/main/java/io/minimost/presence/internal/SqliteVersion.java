package io.minimost.presence.internal;

import java.util.Arrays;

/** Which versions of SQLite are free of the bug that could corrupt a WAL file with two connections (3.7.0 to 3.51.2). */
final class SqliteVersion {
    private static final int[] FIXED = {3, 51, 3};
    /** Older release lines that got the fix too. */
    private static final int[][] BACKPORTED = {{3, 50, 7}, {3, 44, 6}};

    private SqliteVersion() {}

    static boolean isSafe(String version) {
        int[] parts =
                Arrays.stream(version.split("\\.")).mapToInt(Integer::parseInt).toArray();
        if (Arrays.compare(parts, FIXED) >= 0) {
            return true;
        }
        return Arrays.stream(BACKPORTED)
                .anyMatch(fixed -> Arrays.mismatch(Arrays.copyOf(parts, 2), Arrays.copyOf(fixed, 2)) < 0
                        && Arrays.compare(parts, fixed) >= 0);
    }
}
