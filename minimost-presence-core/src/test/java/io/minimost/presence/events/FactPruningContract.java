package io.minimost.presence.events;

import static io.minimost.presence.events.FactLogs.allSince;
import static io.minimost.presence.events.FactLogs.lines;
import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.testing.StoreFixture;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which facts are removed from the log, and when. */
abstract class FactPruningContract extends FactLogFixture {
    FactPruningContract(StoreFixture fixture) {
        super(fixture);
    }

    @Test
    void factsThatAreTooOld_arePruned() {
        fixture.reopen(builder -> builder.factRetention(Duration.ofMinutes(10)));
        FactPosition none = events().latest();
        markRead("bob", 1);
        FactPosition old = events().latest();
        fixture.clock().step(Duration.ofMinutes(10));
        markRead("carol", 2);
        FactPosition young = events().latest();

        fixture.sweep();
        assertThat(lines(allSince(events(), none))).as("not a moment too early").hasSize(4);

        fixture.clock().step(Duration.ofMinutes(1));
        fixture.sweep();
        assertThat(events().since(none, FactFilter.everything())).isEqualTo(new Facts.Resync());
        assertThat(lines(allSince(events(), old)))
                .containsExactly(
                        "3 watermark_moved general carol 1800000002.0", "4 messages_read general carol 1800000002.0");

        fixture.clock().step(Duration.ofMinutes(10));
        fixture.sweep();
        assertThat(events().since(old, FactFilter.everything())).isEqualTo(new Facts.Resync());
        assertThat(events().latest()).as("also of an empty log").isEqualTo(young);
        assertThat(allSince(events(), young)).isEmpty();

        markRead("dave", 3);
        assertThat(lines(allSince(events(), young)))
                .containsExactly(
                        "5 watermark_moved general dave 1800000003.0", "6 messages_read general dave 1800000003.0");
    }

    @Test
    void factsThatAreTooMany_arePruned() {
        fixture.reopen(builder -> builder.maxFacts(5));
        fixture.sweep();
        FactPosition start = events().latest();
        for (int i = 1; i <= 4; i++) {
            markRead("user-" + i, i);
        }
        assertThat(allSince(events(), start)).as("until the next round").hasSize(8);

        fixture.clock().step(Duration.ofMinutes(1));
        fixture.sweep();

        assertThat(events().since(new FactPosition(start.log(), 2), FactFilter.everything()))
                .isEqualTo(new Facts.Resync());
        assertThat(allSince(events(), new FactPosition(start.log(), 3)))
                .extracting(LoggedFact::sequence)
                .containsExactly(4L, 5L, 6L, 7L, 8L);
    }

    @Test
    void moreThanASlice_isPrunedInOneRound() {
        fixture.reopen(builder -> builder.maxFacts(1));
        fixture.sweep();
        FactPosition start = events().latest();
        List<String> crowd = IntStream.range(0, 200).mapToObj(i -> "user-" + i).toList();
        for (int i = 0; i < 52; i++) {
            fixture.store().channels().create("Channel", "user-0", crowd);
        }

        fixture.clock().step(Duration.ofMinutes(1));
        fixture.sweep();

        assertThat(allSince(events(), new FactPosition(start.log(), 10_399))).hasSize(1);
        assertThat(events().since(new FactPosition(start.log(), 10_398), FactFilter.everything()))
                .isEqualTo(new Facts.Resync());
    }
}
