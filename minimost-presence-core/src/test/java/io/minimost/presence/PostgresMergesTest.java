package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.internal.Merge;
import io.minimost.presence.internal.MergeRun;
import io.minimost.presence.testing.PostgresNodes;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.PresenceState;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What PostgreSQL does for many calls in one statement is what the calls do one by one, on it and on SQLite: the same results,
 * events and rows. Some of the calls are older than the last deletion.
 */
class PostgresMergesTest {
    private static final int BATCHES = 60;
    private static final Instant NOW = Instant.ofEpochSecond(1005);
    private static final List<String> USERS = VariedRows.USERS;
    private static final List<String> CHANNELS = VariedRows.CHANNELS.subList(0, 4);

    private static final List<PresenceState> STATES = List.of(PresenceState.values());

    @RegisterExtension
    final StoreFixture file = StoreFixture.inFile();

    @RegisterExtension
    final PostgresNodes postgres = new PostgresNodes(1);

    private final Random random = new Random(7);

    @BeforeEach
    void fill() {
        VariedRows.fill(file.plain());
        VariedRows.fill(postgres.plain());
        VariedSessions.merge(postgres.plain());
        // The library writes no receipt without its watermark.
        for (var plain : List.of(file.plain(), postgres.plain())) {
            plain.sql("DELETE FROM read_receipts");
        }
        postgres.plain().sql("UPDATE mp_fact_log SET last_seq = 25, last_deletion = 10");
        file.clock().set(NOW);
        postgres.clock().set(NOW);
    }

    @Test
    void typing() {
        assertSameChanges("StartTyping", "typing", this::keystrokes);
    }

    @Test
    void presence() {
        assertSameChanges("ReportState", "presence", this::reports);
    }

    /** Of several states of a user, the last one counts. */
    @Test
    void presence_ofDifferentStates() {
        assertSame(
                "ReportState",
                ComparedTable.of("presence", postgres.plain()),
                MergeRun::order,
                type -> several(8, i -> create(type, oneOf(USERS.subList(0, 3)), oneOf(STATES))));
    }

    @Test
    void receipts() {
        assertSame("MarkRead", "read_receipts", this::receipts);
        assertSame("MarkRead", "mp_read_watermarks", this::receipts);
        assertSame("MarkRead", "mp_read_points", this::receipts);
    }

    @Test
    void watermarks() {
        assertSame("MarkReadUpTo", "mp_read_watermarks", this::positions);
        assertSame("MarkReadUpTo", "mp_read_points", this::positions);
    }

    @Test
    void deliveries() {
        assertSame("MarkDelivered", "mp_deliveries", this::positions);
    }

    @Test
    void heartbeats() {
        assertSame("RecordHeartbeat", "call_participants", this::heartbeats);
    }

    @Test
    void sessions() {
        assertSame("RenewSession", "mp_sessions", this::sessions);
    }

    @Test
    void everyStatementThatOnlyPostgresHas_isOneOfThese() {
        StatementObjects objects = new StatementObjects(postgres.store(0));

        assertThat(objects.merges())
                .containsExactlyInAnyOrder(
                        "StartTyping",
                        "ReportState",
                        "MarkRead",
                        "MarkReadUpTo",
                        "MarkDelivered",
                        "RecordHeartbeat",
                        "RenewSession");
        assertThat(StatementObjects.types().stream()
                        .filter(type -> type.getSimpleName().startsWith("Postgres"))
                        .filter(type -> !type.getSimpleName().equals("PostgresNodeSql")) // see NodesTest
                        .flatMap(type -> StatementObjects.statements(type).stream())
                        .filter(statement -> !isOverride(statement))
                        .map(Method::getName))
                .containsExactlyInAnyOrder(
                        "start",
                        "startOne",
                        "hiddenAmong",
                        "report",
                        "markRead",
                        "advance",
                        "raiseAll",
                        "heartbeats",
                        "renewAll");
    }

    private static boolean isOverride(Method statement) {
        return Stream.of(statement.getDeclaringClass().getInterfaces())
                .flatMap(type -> Stream.of(type.getMethods()))
                .anyMatch(method -> method.getName().equals(statement.getName()));
    }

    /** Where nobody asks for the results, only events and rows count, and not in which order callers at the same time began. */
    private void assertSameChanges(String name, String table, Function<Class<?>, List<Object>> calls) {
        ComparedTable compared = ComparedTable.of(table, postgres.plain());
        assertSame(name, new ComparedTable(table, compared.columns(), false), run -> run.events(), calls);
    }

    private void assertSame(String name, String table, Function<Class<?>, List<Object>> calls) {
        assertSame(name, ComparedTable.of(table, postgres.plain()), run -> run, calls);
    }

    private void assertSame(
            String name,
            ComparedTable compared,
            Function<MergeRun, Object> seen,
            Function<Class<?>, List<Object>> calls) {
        StatementRunner sqlite = new StatementRunner(file.store());
        StatementRunner server = new StatementRunner(postgres.store(0));
        Merge<Object, Object> onServer = server.objects().merge(name);
        Merge<Object, Object> onSqlite = sqlite.objects().merge(name);
        Class<?> argument = Stream.of(onServer.getClass().getDeclaredClasses())
                .filter(type -> type.isRecord() && !type.getSimpleName().equals("Key"))
                .findFirst()
                .orElseThrow();
        for (int batch = 0; batch < BATCHES; batch++) {
            List<Object> arguments = calls.apply(argument);
            List<Long> marks = arguments.stream()
                    .map(call -> oneOf(List.of(9L, 10L, Long.MAX_VALUE)))
                    .toList();
            List<MergeRun> runs = new ArrayList<>();
            String rows = server.inTransaction(transaction -> {
                runs.add(MergeRun.together(onServer, transaction, arguments, marks));
                return server.rows(transaction, compared);
            });
            for (StatementRunner runner : List.of(server, sqlite)) {
                String expected = runner.inTransaction(transaction -> {
                    Merge<Object, Object> merge = runner == server ? onServer : onSqlite;
                    runs.add(MergeRun.oneByOne(
                            merge, transaction, arguments, runs.get(0).order()));
                    return runner.rows(transaction, compared);
                });
                assertThat(seen.apply(runs.get(0)))
                        .as("%s with marks %s", arguments, marks)
                        .isEqualTo(seen.apply(runs.get(runs.size() - 1)));
                assertThat(rows).as("%s with marks %s", arguments, marks).isEqualTo(expected);
            }
        }
    }

    private List<Object> keystrokes(Class<?> type) {
        return several(12, i -> create(type, oneOf(USERS), oneOf(CHANNELS), NOW));
    }

    /** Each user reports one state: of two, others may hear of one. */
    private List<Object> reports(Class<?> type) {
        int shift = random.nextInt(3);
        return several(8, i -> {
            String user = oneOf(USERS);
            return create(type, user, List.of(PresenceState.values()).get((user.length() + shift) % 3));
        });
    }

    /** Those with the newest messages first, as these raise the watermark. */
    private List<Object> receipts(Class<?> type) {
        return several(8, i -> i).stream()
                .map(i -> several(4, j -> Instant.ofEpochMilli(99_000 + 250L * random.nextInt(12))).stream()
                        .distinct()
                        .toList())
                .sorted(Comparator.comparing((List<Instant> times) ->
                                times.stream().max(Comparator.naturalOrder()).orElseThrow())
                        .reversed())
                .map(times -> create(type, oneOf(CHANNELS), oneOf(USERS.subList(0, 3)), times, NOW))
                .toList();
    }

    private List<Object> positions(Class<?> type) {
        return several(8, i -> Instant.ofEpochMilli(99_000 + 250L * random.nextInt(12))).stream()
                .sorted(Comparator.reverseOrder())
                .map(upTo -> create(type, oneOf(CHANNELS), oneOf(USERS.subList(0, 3)), upTo, NOW))
                .toList();
    }

    private List<Object> heartbeats(Class<?> type) {
        return several(12, i -> create(type, oneOf(List.of("c1", "c2", "C0", "c3", "c5", "gone")), oneOf(USERS), NOW));
    }

    private List<Object> sessions(Class<?> type) {
        return several(
                12,
                i -> create(
                        type,
                        oneOf(USERS),
                        oneOf(List.of("desk-0001", "Desk-0001", "phone~01")),
                        oneOf(List.of("active", "idle", "hidden")),
                        NOW));
    }

    private <T> List<T> several(int most, Function<Integer, T> each) {
        return IntStream.rangeClosed(0, random.nextInt(most))
                .mapToObj(each::apply)
                .toList();
    }

    private <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static Object create(Class<?> type, Object... values) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructors()[0];
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
