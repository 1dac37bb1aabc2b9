package io.minimost.presence.screenshare;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.testing.QueryPlans;
import io.minimost.presence.testing.StoreFixture;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShareQueryPlanTest {
    @RegisterExtension
    final StoreFixture fixture = StoreFixture.inFile();

    @Test
    void activeShares_areFoundWithoutThoseThatAreOver() {
        for (String method : List.of("activeIn", "activeInBy")) {
            assertThat(shares().of(method))
                    .as(method)
                    .containsExactly("SEARCH screenshares USING INDEX mp_screenshares_active (channel=?)");
        }
        assertThat(shares().of("active"))
                .containsExactly(
                        "SCAN screenshares USING INDEX mp_screenshares_active", "USE TEMP B-TREE FOR ORDER BY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT 1", "ANALYZE"})
    void allSharesOfAChannel_areFoundByIt_andTheActiveOnesStillByTheirs(String statistics) {
        addShares();
        fixture.plain().sql(statistics);

        assertThat(shares().of("allIn"))
                .containsExactly("SEARCH screenshares USING INDEX mp_screenshares_channel (channel=?)");
        activeShares_areFoundWithoutThoseThatAreOver();
    }

    /** MiniMost does not sort them. */
    @Test
    void activeShares_comeInTheOrderInWhichTheyBegan_whateverTheIndex() {
        addShares();
        for (String index : List.of("mp_screenshares_active", "mp_screenshares_channel")) {
            assertThat(fixture.plain()
                            .column("SELECT rowid FROM screenshares INDEXED BY " + index
                                    + " WHERE channel = 'c1' AND state = 'active'"))
                    .as(index)
                    .containsExactly("1", "201", "401");
        }
    }

    /** With ids that have another order than their begins. */
    private void addShares() {
        fixture.plain().script("""
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
                INSERT INTO screenshares (share_id, channel, sharer, state, started_ts)
                SELECT 's' || (9000 - i), 'c' || (i % 200), 'a', iif(i < 500, 'active', 'ended'), i FROM n;
                """);
    }

    @Test
    void oldShares_areFoundByTheirEnd() {
        assertThat(shares().of("endedBefore"))
                .containsExactly("SEARCH screenshares USING INDEX mp_screenshares_ended (<expr><?)");
    }

    @Test
    void theSizeOfARecording_isReadWithoutItsBytes() {
        assertThat(media().of("bytes"))
                .containsExactly("SEARCH share_media USING INDEX mp_share_media_size (share_id=?)");
        assertThat(media().of("oldest"))
                .containsExactly("SEARCH share_media USING INDEX mp_share_media_size (share_id=?)");
    }

    @Test
    void chunks_areReadInTheirOrder() {
        assertThat(media().of("after"))
                .hasSize(1)
                .first()
                .asString()
                .matches("SEARCH share_media USING INDEX \\w+ \\(share_id=\\?.* AND id>\\?\\)");
        assertThat(media().of("latest"))
                .noneMatch(step -> step.startsWith("SCAN share_media"))
                .noneMatch(step -> step.contains("TEMP B-TREE"));
        for (String method : List.of("init", "deleteInit", "deleteSession")) {
            assertThat(media().of(method))
                    .as(method)
                    .first()
                    .asString()
                    .matches("SEARCH share_media USING (COVERING )?INDEX share_media_idx \\(share_id=\\?.*");
        }
    }

    private QueryPlans shares() {
        return new QueryPlans(fixture.plain(), ShareSql.class);
    }

    private QueryPlans media() {
        return new QueryPlans(fixture.plain(), ShareMediaSql.class);
    }
}
