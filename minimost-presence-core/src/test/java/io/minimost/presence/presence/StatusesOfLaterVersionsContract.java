package io.minimost.presence.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.Status;
import org.junit.jupiter.api.Test;

/** A later version of the library, on the same database, knows sources of statuses that this one does not. */
abstract class StatusesOfLaterVersionsContract extends StatusFixture {
    StatusesOfLaterVersionsContract(StoreFixture fixture) {
        super(fixture);
    }

    /** They are that version's to end, and must not keep the others from it. */
    @Test
    void endedStatuses_ofUnknownSources_keepNoOtherFromEnding() {
        for (int i = 0; i < 100; i++) {
            fixture.plain()
                    .sql(
                            "INSERT INTO mp_status (\"user\", source, text, until_ts) VALUES (?, 'robot', 'Off', ?)",
                            "user" + i,
                            START.getEpochSecond() - 1.0);
        }
        Status lunch = LUNCH.withEnd(START.plusSeconds(60));
        statuses().set("ann", lunch);
        assertChanges(changed(null, lunch, 0));

        fixture.clock().stepSeconds(61);
        fixture.sweep();

        assertChanges(changed(lunch, null, 61));
        assertThat(fixture.plain().column("SELECT count(*) FROM mp_status")).containsExactly("100");
    }
}
