package io.minimost.presence.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallersOrderTest {
    private final List<List<WriteOperation<?>>> parts = new ArrayList<>();
    private final CallersOrder order = new CallersOrder(parts::add);
    private final Object alice = new Object();
    private final Object bob = new Object();

    @Test
    void callersWhoWait_areOnePart() {
        WriteOperation<?> one = operation("b");
        WriteOperation<?> two = operation("a");

        order.run(List.of(one, two));

        assertThat(parts).containsExactly(List.of(one, two));
    }

    @Test
    void operationsOfOneCaller_inTheOrderOfTheirKeys_areOnePart() {
        WriteOperation<?> one = of(alice, operation("a"));
        WriteOperation<?> two = of(alice, operation("b"));
        WriteOperation<?> three = of(alice, operation("a"));

        order.run(List.of(one, two, three));

        assertThat(parts).containsExactly(List.of(one, two), List.of(three));
    }

    @Test
    void mergesOfOneCaller_shareAPartOnlyWithTheSameMerge() {
        Counting typing = new Counting();
        Counting presence = new Counting();
        WriteOperation<?> one = of(alice, new MergeOperation<>(typing, 1, null));
        WriteOperation<?> two = of(alice, new MergeOperation<>(typing, 2, null));
        WriteOperation<?> three = of(alice, new MergeOperation<>(presence, 3, null));
        WriteOperation<?> four = of(alice, operation("a"));
        WriteOperation<?> others = of(bob, new MergeOperation<>(presence, 5, null));

        order.run(List.of(one, two, three, four, others));

        assertThat(parts).containsExactly(List.of(one, two, others), List.of(three), List.of(four));
    }

    private static WriteOperation<?> operation(String user) {
        WriteOperation<Boolean> operation =
                new WriteOperation<>(Durability.EPHEMERAL, Keys.user(user), transaction -> true, null);
        operation.findKeys();
        return operation;
    }

    private static WriteOperation<?> of(Object caller, WriteOperation<?> operation) {
        operation.leaveTo(() -> {}, caller, () -> {});
        return operation;
    }

    private static final class Counting implements Merge<Integer, Integer> {
        @Override
        public Durability durability() {
            return Durability.EPHEMERAL;
        }

        @Override
        public Integer run(Transaction transaction, Integer argument) {
            return argument;
        }

        @Override
        public void runAll(Transaction transaction, List<MergedCall<Integer, Integer>> calls) {
            calls.forEach(call -> call.complete(call.argument()));
        }
    }
}
