package io.minimost.presence.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.testing.QueryPlans;
import io.minimost.presence.testing.StoreFixture;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SignalQueryPlanTest {
    @RegisterExtension
    final StoreFixture fixture = StoreFixture.inFile();

    @Test
    void aMailbox_isReadInOrder() {
        assertThat(plans().of("after"))
                .containsExactly("SEARCH call_signals USING INDEX mp_call_signals_recipient"
                        + " (call_id=? AND to_user=? AND id>?)");
    }

    @Test
    void aMailbox_isCountedWithoutItsPayloads() {
        assertThat(plans().of("count"))
                .containsExactly("SEARCH call_signals USING COVERING INDEX mp_call_signals_recipient"
                        + " (call_id=? AND to_user=?)");
        assertThat(plans().of("lastId"))
                .containsExactly("SEARCH call_signals USING COVERING INDEX mp_call_signals_recipient (call_id=?)");
    }

    @Test
    void aSessionOrAMailbox_isFoundByItsKey() {
        for (String method : List.of("bytes", "deleteOlder", "deleteSession", "deleteOf")) {
            assertThat(plans().of(method))
                    .as(method)
                    .first()
                    .asString()
                    .matches("SEARCH call_signals USING (COVERING )?INDEX mp_call_signals_recipient \\(call_id=\\?.*");
        }
    }

    private QueryPlans plans() {
        return new QueryPlans(fixture.plain(), SignalSql.class);
    }
}
