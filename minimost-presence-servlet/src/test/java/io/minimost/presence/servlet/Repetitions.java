package io.minimost.presence.servlet;

/**
 * How often a test repeats that gets longer and surer with each repetition: as a rule a tenth of what it could, and all of it
 * with {@code -Dminimost.allRepetitions=true}.
 */
final class Repetitions {
    private static final boolean ALL = Boolean.getBoolean("minimost.allRepetitions");

    private Repetitions() {}

    static int of(int all) {
        return ALL ? all : all / 10;
    }
}
