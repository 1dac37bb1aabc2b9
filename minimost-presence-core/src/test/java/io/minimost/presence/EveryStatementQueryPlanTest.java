package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.testing.QueryPlans;
import io.minimost.presence.testing.StoreFixture;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * No statement reads a table from end to end, but for those listed here, each with its reason. A statement that is added
 * to any SQL object is checked without being named.
 */
class EveryStatementQueryPlanTest {
    /** What is no table, or holds only what is live at this moment. */
    private static final String BOUNDED = "SCAN CONSTANT ROW"
            + "|SCAN \\(subquery-\\d+\\)" // Its own steps are looked at like all others.
            + "|SCAN (asked|known|first)" // The same, with a name.
            + "|SCAN (json_\\w+|asked) VIRTUAL TABLE .*" // The arguments.
            + "|SCAN pragma_\\w+ VIRTUAL TABLE .*" // A number.
            + "|SCAN calls USING INDEX mp_calls(_one)?_live"
            + "|SCAN screenshares USING INDEX mp_screenshares_active";

    /** Somebody deletes an account, or starts the host: one transaction, which reads each table at most twice. */
    private static final Set<String> RARE = Set.of(
            "CallMediaSql.deleteUser",
            "CallSql.clearSharer",
            "CallSql.startedBy",
            "ChannelSql.clearFounder",
            "DeliverySql.deleteRecipient",
            "FactSql.clearUser",
            "MergedPresenceSql.clearAll",
            "PresenceSql.resetAll",
            "ReactionSql.deleteReactor",
            "ReceiptSql.deleteReader",
            "ShareSql.allBy",
            "SignalSql.deleteUser",
            "StatusSql.reset",
            "WatermarkSql.deleteReader");

    /**
     * A chore looks once a minute at what waits in live calls and shares, which their limits bound, and at the facts that it
     * is about to prune; or once an hour at channels without members.
     */
    private static final Set<String> CHORES = Set.of(
            "CallSql.leftovers",
            "ShareSql.leftovers",
            "FactSql.oldestSince",
            "EmptyChannelSql.refilled",
            "EmptyChannelSql.expired");

    /** Holds those who type at this moment: rows are deleted as soon as they have run out. */
    private static final Set<String> TYPING = Set.of("TypingSql.anyOutside", "TypingSql.outside", "TypingSql.pullBack");

    /**
     * One row for each account, however long it is used. An index would double the price of each heartbeat. Usually, the same
     * statements of {@code RecentPresenceSql} are used.
     */
    private static final Set<String> PRESENCE = Set.of(
            "PresenceSql.visibleIn",
            "PresenceSql.countOnline",
            "PresenceSql.visibleBetween",
            "PresenceSql.anyAfter",
            "PresenceSql.seenBefore",
            "PresenceSql.replaceAfter",
            "PresenceSql.replaceBetween");

    /** One row for each user who was seen in the last day, and once a minute or an hour, also of those who were not. */
    private static final Set<String> RECENT = Set.of(
            "RecentPresenceSql.countOnline",
            "RecentPresenceSql.isWorthwhile",
            "RecentPresenceSql.visibleBetween",
            "RecentPresenceSql.visibleIn",
            "RecentUsersSql.addSince",
            "RecentUsersSql.deleteSeenBefore",
            "RecentUsersSql.missingSince",
            "RecentUsersSql.seenBefore");

    /** One row for each session that lives; of those, or of the accounts that they belong to. */
    private static final Set<String> SESSIONS =
            Set.of("SessionSql.usersAhead", "SessionSql.pullBack", "MergedPresenceSql.overwritten");

    /** One row for each status that users have now, and each override. */
    private static final Set<String> STATUSES = Set.of("StatusSql.all", "StatusSql.inCalls", "StatusSql.overridden");

    /** The host asks how many rows there are, now and then. */
    private static final Set<String> COUNTS = Set.of("RowCountSql.rows");

    /** One row. */
    private static final Set<String> SINGLE = Set.of("FactSql.heads");

    @RegisterExtension
    final StoreFixture fixture = StoreFixture.inFile();

    @Test
    void noStatement_readsAWholeTable() throws Exception {
        assertThat(scans()).isEqualTo(allowed());
    }

    /** As of a file in which a MiniMost has begun two calls at the same moment. */
    @Test
    void noStatement_readsAWholeTable_withoutTheRuleOfOneLiveCall() throws Exception {
        fixture.plain().sql("DROP INDEX mp_calls_one_live");

        assertThat(scans()).isEqualTo(allowed());
    }

    @Test
    void everySqlObject_isFound() throws Exception {
        assertThat(sqlObjects())
                .extracting(Class::getSimpleName)
                .contains("TypingSql", "PresenceSql", "CallSql", "ParticipantSql", "ChangeCounterSql", "FactSql")
                .hasSizeGreaterThanOrEqualTo(18);
    }

    private static Set<String> allowed() {
        return Stream.of(RARE, CHORES, TYPING, PRESENCE, RECENT, SESSIONS, STATUSES, COUNTS, SINGLE)
                .flatMap(Set::stream)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> scans() throws IOException, URISyntaxException {
        Set<String> scans = new TreeSet<>();
        for (Class<?> type : sqlObjects()) {
            QueryPlans plans = new QueryPlans(fixture.plain(), type);
            for (String method : plans.methods()) {
                if (plans.of(method).stream().anyMatch(EveryStatementQueryPlanTest::readsAWholeTable)) {
                    scans.add(type.getSimpleName() + "." + method);
                }
            }
        }
        return scans;
    }

    /** An automatic index is built for one statement, from the whole table. */
    private static boolean readsAWholeTable(String step) {
        return (step.startsWith("SCAN ") && !step.matches(BOUNDED)) || step.contains(" AUTOMATIC ");
    }

    private static List<Class<?>> sqlObjects() throws IOException, URISyntaxException {
        Path classes = Path.of(PresenceStore.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString())
                    .filter(name -> name.endsWith("Sql.class"))
                    .<Class<?>>map(name -> load(name.replace(".class", "").replace('/', '.')))
                    .filter(type ->
                            !type.isAnnotation() && !type.getSimpleName().startsWith("Postgres"))
                    .toList();
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
