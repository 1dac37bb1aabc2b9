package io.minimost.presence.reactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.testing.QueryPlans;
import io.minimost.presence.testing.StoreFixture;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReactionQueryPlanTest {
    private static final String KEY =
            "SEARCH message_reactions USING COVERING INDEX sqlite_autoindex_message_reactions_1 ";

    @RegisterExtension
    final StoreFixture fixture = StoreFixture.inFile();

    @Test
    void someMessages_areFoundByTheirKeys() {
        assertThat(plans().of("of"))
                .contains(KEY + "(channel=? AND msg_ts=?)")
                .noneMatch(step -> step.startsWith("SCAN message_reactions"));
    }

    @Test
    void aMessage_isFoundByItsKey() {
        assertThat(plans().of("spellings"))
                .containsExactly("SEARCH message_reactions USING COVERING INDEX sqlite_autoindex_message_reactions_1"
                        + " (channel=? AND msg_ts=?)");
    }

    @Test
    void aReaction_isFoundByItsKey() {
        String key = "sqlite_autoindex_message_reactions_1 (channel=? AND msg_ts=? AND emoji=? AND reactor=?)";
        for (String method : List.of("find", "delete")) {
            assertThat(plans().of(method)).as(method).first().asString().endsWith(key);
        }
    }

    private QueryPlans plans() {
        return new QueryPlans(fixture.plain(), ReactionSql.class);
    }
}
