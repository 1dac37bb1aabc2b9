package io.minimost.presence.benchmarks;

import java.util.Arrays;

/** Summarises one figure per round. */
record Summary(double median, double min, double max) {
    static Summary of(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("no values to summarise");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Summary(median, sorted[0], sorted[sorted.length - 1]);
    }

    /** Returns the smallest of {@code values} that at least {@code share} of them do not exceed. */
    static long percentile(double share, long... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("no values to rank");
        }
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
