package io.minimost.presence.screenshare;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.events.FactFilter;
import io.minimost.presence.events.FactKind;
import io.minimost.presence.events.FactPosition;
import io.minimost.presence.events.Facts;
import io.minimost.presence.events.LoggedFact;
import io.minimost.presence.testing.StoreFixture;
import java.util.Optional;
import org.junit.jupiter.api.Nested;

class ScreenSharesOnPostgresTest {
    @Nested
    class OnOneNode extends ScreenSharesContract {
        OnOneNode() {
            super(StoreFixture.onPostgres());
        }
    }

    @Nested
    class OnTwoNodes extends ScreenSharesContract {
        OnTwoNodes() {
            super(StoreFixture.onTwoNodes());
        }

        /** The events of two stores have no order, but the facts have. */
        @Override
        void assertOneAtATime() {
            FactPosition beginning =
                    new FactPosition(fixture.store().events().latest().log(), 0);
            Facts.Page page = (Facts.Page) fixture.store().events().since(beginning, FactFilter.everything());
            Optional<String> running = Optional.empty();
            for (LoggedFact fact : page.facts()) {
                if (fact.kind() == FactKind.SCREEN_SHARE_STARTED) {
                    assertThat(running).isEmpty();
                    running = fact.key();
                } else if (fact.kind() == FactKind.SCREEN_SHARE_ENDED) {
                    assertThat(running).isEqualTo(fact.key());
                    running = Optional.empty();
                }
            }
            assertThat(page.more()).isFalse();
        }
    }
}
