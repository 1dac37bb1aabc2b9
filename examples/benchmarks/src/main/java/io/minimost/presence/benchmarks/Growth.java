package io.minimost.presence.benchmarks;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.calls.Calls;
import io.minimost.presence.values.MessageRef;
import io.minimost.presence.values.PresenceState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The frequent calls with ten times and a hundred times as much in the file: none may take longer than its answer gets longer. */
final class Growth {
    /** Where to write the picture of the figures; nowhere if it is not set. */
    private static final String PICTURES = "pictures";

    private static final List<Integer> SCALES = List.of(1, 10, 100);

    /** What finding a row in a hundred times as many may cost: a B-tree gets deeper, and fits no longer into the caches. */
    private static final double DEEPER = 2;

    private Growth() {}

    /**
     * A call at one scale.
     *
     * @param rows of what there is more
     * @param growing whether the answer grows as much
     */
    private record ScaledCall(String name, String rows, boolean growing, Operation operation) {}

    static List<ResultRow> measure(Fixture fixture) throws Exception {
        int base = fixture.profile().rows() / 10;
        List<List<ScaledCall>> scales = new ArrayList<>();
        for (int scale : SCALES) {
            scales.add(calls(fixture, base, base * scale));
        }
        List<ResultRow> rows = new ArrayList<>();
        List<GrowthChart.Panel> panels = new ArrayList<>();
        for (int i = 0; i < scales.get(0).size(); i++) {
            int index = i;
            ScaledCall call = scales.get(0).get(i);
            Operation[] operations =
                    scales.stream().map(scale -> scale.get(index).operation).toArray(Operation[]::new);
            Samples samples = SideBySide.measure(fixture.profile(), operations);
            panels.add(new GrowthChart.Panel(
                    call.name,
                    call.rows,
                    call.growing,
                    IntStream.range(0, SCALES.size())
                            .mapToObj(scale -> samples.of(scale).median() / 1000)
                            .toList()));
            for (int scale = 1; scale < SCALES.size(); scale++) {
                rows.add(row(call, base, scale, samples));
            }
        }
        String pictures = System.getProperty(PICTURES, "");
        if (!pictures.isEmpty()) {
            Path folder = Files.createDirectories(Path.of(pictures));
            Files.writeString(folder.resolve("growth.svg"), GrowthChart.svg(base, SCALES, panels));
        }
        return rows;
    }

    private static ResultRow row(ScaledCall call, int base, int scale, Samples samples) {
        int times = SCALES.get(scale);
        return ResultRow.cpu(
                "%s, %d %s".formatted(call.name, base * times, call.rows),
                "%d %s".formatted(base, call.rows),
                samples,
                scale,
                0,
                Optional.of(Target.atMost(call.growing ? times : DEEPER)));
    }

    private static List<ScaledCall> calls(Fixture fixture, int base, int count) throws Exception {
        Dataset dataset = new Dataset(count);
        PresenceStore store = fixture.store(dataset, database -> GrowthData.fill(database, dataset, count));
        PresenceStore absent =
                fixture.storeAtRest(dataset, database -> GrowthData.fillAbsent(database, dataset, base, count));
        List<ScaledCall> calls = new ArrayList<>(List.of(
                new ScaledCall("typing: start", "rows of typing", false, TypingUpsert.store(store, dataset)),
                new ScaledCall(
                        "typing: typingUsers (5)",
                        "rows of typing",
                        false,
                        () -> require(
                                Dataset.PER_CHANNEL,
                                store.typing()
                                        .typingUsers(dataset.channel(dataset.anyIndex()), "viewer")
                                        .size())),
                new ScaledCall(
                        "presence: update",
                        "users",
                        false,
                        () -> store.presence().update(dataset.user(dataset.anyIndex()), PresenceState.ACTIVE)),
                new ScaledCall(
                        "presence: recentStates",
                        "users",
                        true,
                        () -> require(count, store.presence().recentStates().size())),
                new ScaledCall(
                        "presence: recentStates (%d)".formatted(base),
                        "known users",
                        false,
                        () -> require(base, absent.presence().recentStates().size())),
                new ScaledCall("receipts: markRead (1)", "receipts", false, markRead(store, dataset)),
                new ScaledCall(
                        "receipts: receiptsOf (10)",
                        "receipts",
                        false,
                        () -> require(
                                GrowthData.MESSAGES,
                                store.receipts()
                                        .receiptsOf(GrowthData.READ_CHANNEL)
                                        .size())),
                new ScaledCall("reactions: toggle", "reactions", false, toggle(store, dataset)),
                new ScaledCall(
                        "channels: channelsOf (5)",
                        "channels",
                        false,
                        () -> require(
                                GrowthData.MEMBERS,
                                store.channels()
                                        .channelsOf(dataset.user(dataset.anyIndex()))
                                        .size()))));
        calls.addAll(callsOnCalls(fixture.callStore(dataset, database -> GrowthData.fillCalls(database, count))));
        return calls;
    }

    private static List<ScaledCall> callsOnCalls(PresenceStore store) {
        Calls calls = store.calls();
        calls.initiate("dm:alice:bob", "alice");
        return List.of(
                new ScaledCall(
                        "calls: incoming (1)",
                        "ended calls",
                        false,
                        () -> require(1, calls.incoming("bob").size())),
                new ScaledCall(
                        "signals: waiting (5)",
                        "signals",
                        false,
                        () -> require(
                                GrowthData.WAITING_SIGNALS,
                                calls.signals()
                                        .waiting(GrowthData.SIGNAL_CALL, "bob", 0)
                                        .size())));
    }

    private static Operation markRead(PresenceStore store, Dataset dataset) {
        MovingClock clock = new MovingClock();
        return () -> {
            int index = dataset.anyIndex();
            store.receipts().markRead(dataset.channel(index), dataset.user(index), List.of(clock.instant()));
        };
    }

    private static Operation toggle(PresenceStore store, Dataset dataset) {
        Instant at = Instant.ofEpochSecond(MovingClock.START);
        return () ->
                store.reactions().toggle(new MessageRef(dataset.channel(dataset.anyIndex()), at), "thumbs_up", "user");
    }

    /** Makes sure that the answer is as long as it should be. */
    private static void require(int expected, int length) {
        if (length != expected) {
            throw new IllegalStateException("%d instead of %d in an answer".formatted(length, expected));
        }
    }
}
