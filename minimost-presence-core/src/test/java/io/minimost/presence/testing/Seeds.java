package io.minimost.presence.testing;

import java.util.stream.LongStream;

/** What random runs begin with. {@code -Dminimost.seed=<seed>} repeats one. */
public final class Seeds {
    private static final String PROPERTY = "minimost.seed";

    private Seeds() {}

    /** The same two each time, and one that nobody has tried; or the one to repeat. */
    public static LongStream all() {
        Long seed = Long.getLong(PROPERTY);
        return seed != null ? LongStream.of(seed) : LongStream.of(1, 2, System.nanoTime());
    }

    /** Does one step of a run; if that fails, says how to repeat it. */
    public static void step(long seed, int step, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("step %d of a run that -D%s=%d repeats".formatted(step, PROPERTY, seed), e);
        }
    }
}
