package io.minimost.presence.benchmarks;

import java.util.Locale;

/** What figures are printed in, and how much of what was measured is one of it. */
enum Unit {
    /** Of nanoseconds. */
    MICROSECONDS("µs", 1e3),
    /** Of nanoseconds. */
    MILLISECONDS("ms", 1e6),
    /** Of bytes. */
    KIBIBYTES("KiB", 1024),
    /** Of how many cores are busy on average. */
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
        return String.format(Locale.ROOT, "%.1f %s", count(measured), sign);
    }

    String sign() {
        return sign;
    }
}
