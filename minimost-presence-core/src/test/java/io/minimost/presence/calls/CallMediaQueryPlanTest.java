package io.minimost.presence.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.testing.QueryPlans;
import io.minimost.presence.testing.StoreFixture;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CallMediaQueryPlanTest {
    @RegisterExtension
    final StoreFixture fixture = StoreFixture.inFile();

    @Test
    void theSizeOfARecording_isReadWithoutItsBytes() {
        for (String method : List.of("bytes", "oldest")) {
            assertThat(media().of(method))
                    .as(method)
                    .containsExactly("SEARCH call_media USING INDEX mp_call_media_size (call_id=?)");
        }
    }

    @Test
    void chunks_areReadInTheirOrder() {
        assertThat(media().of("after"))
                .containsExactly("SEARCH call_media USING INDEX call_media_idx"
                        + " (call_id=? AND sender=? AND is_init=? AND id>?)");
        assertThat(media().of("latest"))
                .noneMatch(step -> step.startsWith("SCAN call_media"))
                .noneMatch(step -> step.contains("TEMP B-TREE"));
        for (String method : List.of("init", "deleteInit", "deleteSession", "deleteOf")) {
            assertThat(media().of(method))
                    .as(method)
                    .anyMatch(step ->
                            step.matches("SEARCH call_media USING (COVERING )?INDEX call_media_idx \\(call_id=\\?.*"))
                    .noneMatch(step -> step.startsWith("SCAN call_media"));
        }
    }

    @Test
    void memberships_areFoundByTheirKeys() {
        assertThat(new QueryPlans(fixture.plain(), CallMembershipSql.class).of("membership"))
                .hasSize(2)
                .allMatch(step -> step.startsWith("SEARCH "));
    }

    private QueryPlans media() {
        return new QueryPlans(fixture.plain(), CallMediaSql.class);
    }
}
