package io.minimost.presence.benchmarks;

import java.util.Locale;

/** The units in which figures are printed, and their size in terms of the measured value. */
enum Unit {
    /** Measured in nanoseconds. */
    MICROSECONDS("µs", 1e3),
    /** Measured in nanoseconds. */
    MILLISECONDS("ms", 1e6),
    /** Measured in bytes. */
    KIBIBYTES("KiB", 1024),
    /** Counted. */
    COUNT("", 1),
    /** Measured as the average number of busy cores. */
    PERCENT_OF_A_CORE("% of a core", 0.01);

    private final String sign;
    private final double size;

    Unit(String sign, double size) {
        this.sign = sign;
        this.size = size;
    }

    double count(double measured) {
        return measured / size;
    }

    String text(double measured) {
        return String.format(Locale.ROOT, "%.1f %s", count(measured), sign).strip();
    }

    String sign() {
        return sign;
    }
}
