package io.minimost.presence;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/** Which durations a {@link PresenceStoreBuilder} takes. */
final class BuilderChecks {
    private static final Duration MAX_RETENTION = Duration.ofDays(36_600);
    private static final Duration MAX_BUSY_TIMEOUT = Duration.ofHours(1);
    private static final Duration MAX_WINDOW = Duration.ofDays(366);

    private static final Pattern SCHEMA = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    private BuilderChecks() {}

    static String requireSchema(String schema) {
        if (!SCHEMA.matcher(Objects.requireNonNull(schema, "schema")).matches() || schema.startsWith("pg_")) {
            throw new IllegalArgumentException(
                    "'" + schema + "' is no schema of lower-case letters, digits and _, or one of PostgreSQL's own");
        }
        return schema;
    }

    static Duration requireLonger(String what, Duration age) {
        Objects.requireNonNull(age, what);
        if (age.isZero() || age.isNegative()) {
            throw new IllegalArgumentException(what + " " + age + " is not longer than 0");
        }
        return age;
    }

    static Duration requireBusyTimeout(Duration timeout) {
        Objects.requireNonNull(timeout, "busy time-out");
        if (timeout.isNegative() || timeout.compareTo(MAX_BUSY_TIMEOUT) > 0) {
            throw new IllegalArgumentException(
                    "busy time-out " + timeout + " is not between 0 and " + MAX_BUSY_TIMEOUT);
        }
        return timeout;
    }

    static int requireCount(String what, int count, int most) {
        if (count < 1 || count > most) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%s %d is not between 1 and %d", what, count, most));
        }
        return count;
    }

    static Duration requirePositive(String what, Duration age) {
        Objects.requireNonNull(age, what);
        if (age.isZero() || age.isNegative() || age.compareTo(MAX_RETENTION) > 0) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%s %s is not between 0 and %s", what, age, MAX_RETENTION));
        }
        return age;
    }

    static Duration requireWholeSeconds(String what, Duration window) {
        Objects.requireNonNull(window, what);
        if (window.compareTo(Duration.ofSeconds(1)) < 0
                || window.compareTo(MAX_WINDOW) > 0
                || !window.truncatedTo(ChronoUnit.SECONDS).equals(window)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s %s is not a number of whole seconds from 1 second to %s",
                    what,
                    window,
                    MAX_WINDOW));
        }
        return window;
    }
}
