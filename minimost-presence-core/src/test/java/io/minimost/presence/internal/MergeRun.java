package io.minimost.presence.internal;

import io.minimost.presence.values.StoreEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What calls of a {@link Merge} have done in a transaction.
 *
 * @param order the numbers of the calls, in the order in which they were done
 * @param results the result of each call, in that order
 * @param events sorted by their texts
 */
public record MergeRun(List<Integer> order, List<Object> results, List<String> events) {
    /** Runs all calls together, and then, one by one, those that this has left out. */
    public static MergeRun together(
            Merge<Object, Object> merge, Transaction transaction, List<Object> arguments, List<Long> marks) {
        List<MergedCall<Object, Object>> calls = IntStream.range(0, arguments.size())
                .mapToObj(i -> new MergedCall<>(arguments.get(i), marks.get(i)))
                .toList();
        merge.runAll(transaction, calls);
        List<Integer> order = new ArrayList<>();
        List<Object> results = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            if (calls.get(i).result().isPresent()) {
                order.add(i);
                results.add(calls.get(i).result().get());
                calls.get(i).events().forEach(transaction::publish);
            }
        }
        for (int i = 0; i < calls.size(); i++) {
            if (calls.get(i).result().isEmpty()) {
                order.add(i);
                results.add(merge.run(transaction, arguments.get(i)));
            }
        }
        return new MergeRun(order, results, events(transaction));
    }

    /** Runs the calls one by one in {@code order}. */
    public static MergeRun oneByOne(
            Merge<Object, Object> merge, Transaction transaction, List<Object> arguments, List<Integer> order) {
        List<Object> results = new ArrayList<>();
        order.forEach(i -> results.add(merge.run(transaction, arguments.get(i))));
        return new MergeRun(order, results, events(transaction));
    }

    private static List<String> events(Transaction transaction) {
        List<String> events = new ArrayList<>();
        for (StoreEvent event : transaction.events()) {
            events.add(event.toString());
        }
        Collections.sort(events);
        return events;
    }
}
