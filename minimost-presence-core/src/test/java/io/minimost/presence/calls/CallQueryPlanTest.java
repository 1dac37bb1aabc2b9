package io.minimost.presence.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.testing.QueryPlans;
import io.minimost.presence.testing.StoreFixture;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that are over stay in the table, and must not slow down the queries that clients repeat. */
class CallQueryPlanTest {
    private static final String LIVE = "INDEX mp_calls(_one)?_live";
    private static final String PEOPLE_BY_KEY =
            "SEARCH people USING INDEX sqlite_autoindex_call_participants_1" + " (call_id=?) LEFT-JOIN";

    @RegisterExtension
    final StoreFixture fixture = StoreFixture.inFile();

    /** As in an old file: nearly all calls are over, and each user was in many of them. */
    @BeforeEach
    void addCallsThatAreOver() {
        fixture.plain().script("""
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
                INSERT INTO calls (call_id, channel, initiator, state, started_ts, ended_ts)
                SELECT 'c' || i, 'dm:a:b' || (i % 200), 'a', 'ended', i, i + 1 FROM n;
                INSERT INTO call_participants (call_id, username, state) SELECT call_id, 'a', 'left' FROM calls;
                INSERT INTO call_participants (call_id, username, state) SELECT call_id, 'b', 'pending' FROM calls;
                INSERT INTO mp_call_ends SELECT call_id, 'HUNG_UP' FROM calls;
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fresh", "ANALYZE", "DROP INDEX mp_calls_one_live"})
    void liveCalls_areFoundWithoutThoseThatAreOver(String change) {
        apply(change);

        assertThat(plan("live")).first().asString().matches("SCAN calls USING " + LIVE);
        assertThat(plan("liveOf")).first().asString().matches("SCAN calls USING " + LIVE);
        assertThat(plan("liveIn")).first().asString().matches("SEARCH calls USING " + LIVE + " \\(channel=\\?\\)");
        for (String method : List.of("live", "liveOf", "liveIn", "find")) {
            assertThat(plan(method).subList(1, plan(method).size()))
                    .as(method)
                    .contains(PEOPLE_BY_KEY)
                    .noneMatch(step -> step.startsWith("SCAN ") || step.contains("AUTOMATIC"));
        }
    }

    /** One lookup for each live call, and none for the past calls of the user. */
    @ParameterizedTest
    @ValueSource(strings = {"fresh", "ANALYZE", "DROP INDEX mp_calls_one_live"})
    void liveCallsOfAUser_areFoundWithoutThePastOnes(String change) {
        apply(change);

        assertThat(plan("liveOf"))
                .contains("SEARCH own USING COVERING INDEX sqlite_autoindex_call_participants_1"
                        + " (call_id=? AND username=?)")
                .noneMatch(step -> step.contains("(username=?"));
    }

    @Test
    void incomingCalls_areFoundByTheCalledUser() {
        assertThat(plan("incoming"))
                .containsExactly(
                        "SEARCH people USING INDEX mp_call_participants_user (username=? AND state=?)",
                        "SEARCH calls USING INDEX sqlite_autoindex_calls_1 (call_id=?)",
                        "SEARCH other EXISTS USING INDEX sqlite_autoindex_call_participants_1 (call_id=?)");
    }

    /** For a user whom MiniMost left ringing in many calls that are over, starting from the live calls is faster. */
    @Test
    void incomingCalls_afterAnalyze_areFoundByTheFasterPlan() {
        apply("ANALYZE");

        assertThat(plan("incoming"))
                .first()
                .asString()
                .matches("SCAN calls USING " + LIVE + "|SEARCH people USING INDEX mp_call_participants_user .*");
        assertThat(plan("incoming").get(1)).startsWith("SEARCH ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fresh", "ANALYZE"})
    void oldCalls_areFoundByTheirEnd(String change) {
        apply(change);

        assertThat(plan("endedBefore")).containsExactly("SEARCH calls USING INDEX mp_calls_ended (<expr><?)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fresh", "ANALYZE"})
    void allCallsOfAChannel_areFoundByIt(String change) {
        apply(change);

        assertThat(plan("allIn")).containsExactly("SEARCH calls USING INDEX mp_calls_channel (channel=?)");
    }

    private void apply(String change) {
        if (!change.equals("fresh")) {
            fixture.plain().sql(change);
        }
    }

    private List<String> plan(String method) {
        return new QueryPlans(fixture.plain(), CallSql.class).of(method);
    }
}
