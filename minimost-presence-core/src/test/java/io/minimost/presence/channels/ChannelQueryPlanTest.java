package io.minimost.presence.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.testing.QueryPlans;
import io.minimost.presence.testing.StoreFixture;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ChannelQueryPlanTest {
    private static final String BY_KEY = "sqlite_autoindex_private_channel_members_1 ";

    @RegisterExtension
    final StoreFixture fixture = StoreFixture.inFile();

    @Test
    void mine_startsFromTheMember() {
        assertThat(plans(ChannelSql.class).of("of"))
                .contains("SEARCH private_channel_members USING COVERING INDEX mp_private_channel_members_user"
                        + " (username=?)")
                .anyMatch(step -> step.contains(BY_KEY + "(channel_id=?)"))
                .noneMatch(step -> step.startsWith("SCAN private_channel"));
    }

    @Test
    void aMember_isFoundByTheKey() {
        for (String method : List.of("find", "historyStart", "delete")) {
            assertThat(plans(MemberSql.class).of(method))
                    .as(method)
                    .first()
                    .asString()
                    .contains(BY_KEY + "(channel_id=? AND username=?)");
        }
    }

    @Test
    void emptyChannels_areFoundWithoutAScanForEach() {
        for (String method : List.of("unmarked", "mark", "refilled", "unmarkIfRefilled", "expired", "isExpired")) {
            assertThat(plans(EmptyChannelSql.class).of(method))
                    .as(method)
                    .anyMatch(step -> step.contains(BY_KEY + "(channel_id=?)"))
                    .noneMatch(step -> step.startsWith("SCAN private_channel_members"));
        }
    }

    private QueryPlans plans(Class<?> sqlObject) {
        return new QueryPlans(fixture.plain(), sqlObject);
    }
}
