package io.minimost.presence.screenshare;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.testing.StoreFixture;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long screen shares are kept when they are over. */
abstract class ShareRetentionContract {
    @RegisterExtension
    final StoreFixture fixture;

    ShareRetentionContract(StoreFixture fixture) {
        this.fixture = fixture;
    }

    @Test
    void aShareThatIsOver_isKeptFor30Days() {
        String share = start("alice");
        fixture.clock().step(Duration.ofDays(7));
        shares().stop(share, "alice");

        sweepAfter(Duration.ofDays(30));
        assertThat(shares().find(share)).isPresent();

        sweepAfter(Duration.ofMinutes(1));
        assertThat(shares().find(share)).isEmpty();
        assertThat(shares().stop(share, "alice")).isEqualTo(StopShareResult.NO_SUCH_SHARE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1S", "P31D", "P36525D", "P3652500D", "P-1D", "P-36525D"})
    void anActiveShare_stays(Duration step) {
        String active = start("alice");
        String over = start("bob");
        shares().stop(over, "bob");

        sweepAfter(step);
        sweepAfter(Duration.ofMinutes(1));

        assertThat(shares().active("general")).extracting(ScreenShare::id).containsExactly(active);
        assertThat(shares().find(over).isPresent()).isEqualTo(step.compareTo(Duration.ofDays(30)) < 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"P31D", "P3652500D", "P-36525D"})
    void theLongestRetention_keepsForEver(Duration step) {
        fixture.reopen(builder -> builder.callRetention(ChronoUnit.FOREVER.getDuration()));
        String share = start("alice");
        shares().stop(share, "alice");

        sweepAfter(step);

        assertThat(shares().find(share)).isPresent();
    }

    @Test
    void pruning_publishesNothing() {
        shares().stop(start("alice"), "alice");
        fixture.takeEvents();

        sweepAfter(Duration.ofDays(31));

        assertThat(fixture.takeEvents()).isEmpty();
    }

    private void sweepAfter(Duration duration) {
        fixture.clock().step(duration);
        fixture.sweep();
    }

    private String start(String sharer) {
        return shares().start("general", sharer).orElseThrow().id();
    }

    private ScreenShares shares() {
        return fixture.store().screenShares();
    }
}
