package io.minimost.presence.testing;

import java.util.stream.LongStream;

/** The seeds of random runs. {@code -Dminimost.seed=<seed>} repeats one run. */
public final class Seeds {
    private static final String PROPERTY = "minimost.seed";

    private Seeds() {}

    /** Two fixed seeds and a new one; or only the seed to repeat. */
    public static LongStream all() {
        Long seed = Long.getLong(PROPERTY);
        return seed != null ? LongStream.of(seed) : LongStream.of(1, 2, System.nanoTime());
    }

    /** Does one step of a run; if it fails, reports how to repeat the run. */
    public static void step(long seed, int step, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("step %d of a run that -D%s=%d repeats".formatted(step, PROPERTY, seed), e);
        }
    }
}
