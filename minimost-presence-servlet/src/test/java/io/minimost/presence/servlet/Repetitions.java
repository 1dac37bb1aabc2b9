package io.minimost.presence.servlet;

/**
 * How often a test repeats whose result gets surer with each repetition: by default a tenth of the maximum, and all of it
 * with {@code -Dminimost.allRepetitions=true}.
 */
final class Repetitions {
    private static final boolean ALL = Boolean.getBoolean("minimost.allRepetitions");

    private Repetitions() {}

    static int of(int all) {
        return ALL ? all : all / 10;
    }
}
