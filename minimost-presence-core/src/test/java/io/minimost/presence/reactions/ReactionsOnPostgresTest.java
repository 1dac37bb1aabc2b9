package io.minimost.presence.reactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.events.FactFilter;
import io.minimost.presence.events.FactKind;
import io.minimost.presence.events.FactPosition;
import io.minimost.presence.events.Facts;
import io.minimost.presence.events.LoggedFact;
import io.minimost.presence.testing.Race;
import io.minimost.presence.testing.StoreFixture;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ReactionsOnPostgresTest {
    @Nested
    class OnOneNode extends ReactionsContract {
        OnOneNode() {
            super(StoreFixture.onPostgres());
        }
    }

    @Nested
    class OnTwoNodes extends ReactionsContract {
        OnTwoNodes() {
            super(StoreFixture.onTwoNodes());
        }

        /** The events of two stores have no order, but the facts have. */
        @Override
        @Test
        void toggle_byManyAtOnce_alternates() throws Exception {
            FactPosition before = fixture.store().events().latest();

            List<ToggleResult> outcomes = Race.run(25, () -> reactions().toggle(MESSAGE, "rocket", "bob"));

            int half = Race.THREADS * 25 / 2;
            assertThat(Collections.frequency(outcomes, ToggleResult.ADDED)).isEqualTo(half);
            assertThat(Collections.frequency(outcomes, ToggleResult.REMOVED)).isEqualTo(half);
            assertThat(reactions().reactionsTo(MESSAGE)).isEmpty();
            assertThat(((Facts.Page) fixture.store().events().since(before, FactFilter.everything())).facts())
                    .extracting(LoggedFact::kind)
                    .isEqualTo(IntStream.range(0, 2 * half)
                            .mapToObj(i -> i % 2 == 0 ? FactKind.REACTION_ADDED : FactKind.REACTION_REMOVED)
                            .toList());
        }
    }
}
