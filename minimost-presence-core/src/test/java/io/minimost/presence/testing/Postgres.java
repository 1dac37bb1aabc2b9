package io.minimost.presence.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;

/** Whether tests on PostgreSQL run. */
public final class Postgres {
    private static final String REQUIRED = "MINIMOST_REQUIRE_POSTGRES";

    private Postgres() {}

    /** Skips the test, with a printed reason, where no server can run; fails if it is required. */
    public static void assume() {
        Optional<String> problem = PostgresServer.problem();
        if (problem.isPresent() && System.getenv(REQUIRED) != null) {
            throw new AssertionError(REQUIRED + " is set, but " + problem.get());
        }
        assumeTrue(problem.isEmpty(), () -> problem.orElseThrow());
    }
}
