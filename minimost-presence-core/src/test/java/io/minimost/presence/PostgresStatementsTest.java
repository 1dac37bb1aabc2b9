package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.StatementRunner.Outcome;
import io.minimost.presence.testing.PostgresNodes;
import io.minimost.presence.testing.StoreFixture;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every statement that exists for both databases does the same in both, with the same rows and arguments: its answer, the
 * order of that, and the rows afterwards. A statement that is added is tested without being named; it fails this test until
 * {@link StatementArguments} has arguments with which it finds something.
 */
class PostgresStatementsTest {
    /**
     * Numbers of facts, MiniMost's counter, and who was seen in the last day: on PostgreSQL, other statements and an index do this. Rows of a MiniMost: there is none on
     * PostgreSQL. The size of the database.
     */
    private static final Set<String> ONLY_ON_SQLITE = Set.of(
            "FactSql.append/5/String",
            "ChangeCounterSql.increment/0",
            "MergedPresenceSql.overwritten/1/long",
            "StatusSql.overridden/1/long",
            "DatabaseSizeSql.size/0",
            "RecentPresenceSql.isWorthwhile/0",
            "RecentUsersSql.seenBefore/2/long",
            "RecentUsersSql.deleteSeenBefore/2/long",
            "RecentUsersSql.missingSince/2/long",
            "RecentUsersSql.addSince/1/long");

    /** Their callers do not rely on an order: a set, or rows that are all deleted and told. */
    private static final Set<String> UNORDERED = Set.of(
            "TypingSql.deleteAll",
            "TypingSql.deleteOutside",
            "FactSql.deletionsAfter",
            "CallSql.startedBy",
            "CallSql.allIn",
            "CallSql.leftovers",
            "ShareSql.leftovers",
            "SessionSql.deleteOver",
            "PresenceSql.renewSeen",
            "RowCountSql.rows",
            "ReactionSql.spellings");

    /** Any rows will do; callers ask again, or only whether there is one. */
    private static final Set<String> ANY_ROWS =
            Set.of("TypingSql.anyOutside", "TypingSql.outside", "PresenceSql.anyAfter", "PresenceSql.seenBefore");

    @RegisterExtension
    final StoreFixture file = StoreFixture.inFile();

    @RegisterExtension
    final PostgresNodes postgres = new PostgresNodes(1);

    private final StatementArguments arguments = new StatementArguments();

    @Test
    void everyStatement_doesTheSameOnBoth() {
        VariedRows.fill(file.plain());
        VariedRows.fill(postgres.plain());
        VariedSessions.merge(postgres.plain());
        file.plain().sql("UPDATE mp_fact_log SET name = 'log'");
        String name = postgres.plain().text("SELECT name FROM mp_fact_log");
        postgres.plain().sql("UPDATE mp_fact_log SET name = 'log', last_seq = 25");
        StatementRunner sqlite = new StatementRunner(file.store());
        StatementRunner server = new StatementRunner(postgres.store(0));

        List<String> differences = new ArrayList<>();
        shared().forEach(statement -> compare(statement, sqlite, server, differences));

        postgres.plain().sql("UPDATE mp_fact_log SET name = ?", name);
        assertThat(differences).isEmpty();
    }

    @Test
    void everySqlObject_isFound() {
        Set<String> names = shared().map(PostgresStatementsTest::name).collect(Collectors.toCollection(TreeSet::new));

        assertThat(names).hasSizeGreaterThan(140).contains("TypingSql.renew", "FactSql.append", "SignalSql.bytes");
        assertThat(names).containsAll(UNORDERED).containsAll(ANY_ROWS);
    }

    private void compare(Method statement, StatementRunner sqlite, StatementRunner server, List<String> differences) {
        ComparedTable table =
                ComparedTable.writtenBy(statement, postgres.plain()).orElse(null);
        if (statement.isDefault()) {
            table = ComparedTable.of("mp_facts", postgres.plain());
        }
        Set<Outcome> outcomes = new TreeSet<>((a, b) -> a.toString().compareTo(b.toString()));
        boolean isOrdered = !UNORDERED.contains(name(statement));
        for (List<Object> some : arguments.of(statement)) {
            if (table != null) {
                restartIdentities();
            }
            Outcome expected = sqlite.run(statement, some, table, isOrdered);
            Outcome actual = server.run(statement, some, table, isOrdered);
            outcomes.add(expected);
            if (!normal(statement, expected).equals(normal(statement, actual))) {
                differences.add(name(statement) + Descriptions.of(some) + difference(expected, actual));
                return;
            }
        }
        boolean isHit = outcomes.stream()
                        .anyMatch(outcome -> !outcome.answer().matches("0|null|false|Optional\\[]|\\[]|refused.*"))
                || outcomes.stream().map(Outcome::rows).distinct().count() > 1;
        if (!isHit) {
            differences.add(name(statement) + " found nothing with any arguments");
        }
    }

    /** Only the rows that are not the same. */
    private static String difference(Outcome sqlite, Outcome server) {
        List<String> expected = new ArrayList<>(sqlite.rows().lines().toList());
        List<String> actual = new ArrayList<>(server.rows().lines().toList());
        sqlite.rows().lines().filter(actual::remove).forEach(expected::remove);
        return "\n  SQLite: %s %s\n  PostgreSQL: %s %s".formatted(sqlite.answer(), expected, server.answer(), actual);
    }

    /** Numbers that were given stay given after a rollback, other than in SQLite. */
    private void restartIdentities() {
        postgres.plain().sql("""
                SELECT setval('private_channels_id_seq', 1000000000000000000), setval('call_signals_id_seq', 60),
                    setval('call_media_id_seq', 60), setval('share_media_id_seq', 60)
                """);
    }

    private static Outcome normal(Method statement, Outcome outcome) {
        if (ANY_ROWS.contains(name(statement))) {
            return new Outcome(outcome.answer().replaceAll("[^,\\[\\]]+", "x"), outcome.rows());
        }
        return outcome;
    }

    private static Stream<Method> shared() {
        return StatementObjects.types().stream()
                .filter(type -> !type.getSimpleName().startsWith("Postgres"))
                .flatMap(type -> StatementObjects.statements(type).stream())
                .filter(statement -> !ONLY_ON_SQLITE.contains(signature(statement)));
    }

    private static String signature(Method statement) {
        return name(statement) + "/" + statement.getParameterCount()
                + Arrays.stream(statement.getParameterTypes())
                        .limit(1)
                        .map(type -> "/" + type.getSimpleName())
                        .collect(Collectors.joining());
    }

    private static String name(Method statement) {
        return statement.getDeclaringClass().getSimpleName() + "." + statement.getName();
    }
}
