package io.minimost.presence.internal;

/** The change counter, by which the newest MiniMost wakes its push connections. */
interface ChangeCounterSql {
    @FastSql("""
            INSERT INTO event_signal (id, gen) VALUES (1, 1)
            ON CONFLICT (id) DO UPDATE SET gen = gen + 1
            """)
    void increment();
}
