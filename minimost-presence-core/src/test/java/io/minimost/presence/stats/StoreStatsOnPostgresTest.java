package io.minimost.presence.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.testing.StoreFixture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StoreStatsOnPostgresTest {
    @Nested
    class OnOneNode extends StoreStatsContract {
        OnOneNode() {
            super(StoreFixture.onPostgres(), 0);
        }

        @Test
        void server_hasNoLogAndNoFreePagesToTell() {
            assertThat(fixture.store().stats().database().walBytes()).isEmpty();
            assertThat(fixture.store().stats().database().freeBytes()).isEmpty();
        }
    }

    @Nested
    class OnTwoNodes extends StoreStatsContract {
        OnTwoNodes() {
            super(StoreFixture.onTwoNodes(), 1);
        }
    }
}
