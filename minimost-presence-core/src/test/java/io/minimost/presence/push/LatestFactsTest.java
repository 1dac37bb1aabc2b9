package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.events.FactKind;
import io.minimost.presence.events.FactPosition;
import io.minimost.presence.events.LoggedFact;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatestFactsTest {
    private static final FactTarget MESSAGE = new FactTarget.Message("general", "1.5");
    private static final FactTarget OTHER_MESSAGE = new FactTarget.Message("general", "2.5");
    private static final FactTarget CALL = new FactTarget.OneCall("c1");

    @Test
    void byTarget_ofNoFacts_isEmpty() {
        assertThat(LatestFacts.byTarget(List.of())).isEmpty();
    }

    @Test
    void byTarget_keepsTheLastOfEach_inTheirOrder() {
        assertThat(LatestFacts.byTarget(List.of(
                        reaction(1, "1.5"),
                        call(2, FactKind.CALL_RINGING),
                        reaction(3, "2.5"),
                        reaction(4, "1.5"),
                        call(7, FactKind.CALL_ENDED))))
                .containsExactly(
                        Map.entry(OTHER_MESSAGE, token(3)), Map.entry(MESSAGE, token(4)), Map.entry(CALL, token(7)));
    }

    /** A client that has received the first few resumes with the position of the last of them. */
    @Test
    void byTarget_sentHalfWay_leavesNothingOut() {
        int[] messages = {1, 2, 3, 1, 2, 1, 4, 3, 2, 1, 4, 4};
        List<LoggedFact> facts = IntStream.range(0, messages.length)
                .mapToObj(i -> reaction(i + 1, messages[i] + ".5"))
                .toList();
        List<Map.Entry<FactTarget, FactPosition>> last =
                List.copyOf(LatestFacts.byTarget(facts).entrySet());

        for (int sent = 1; sent <= last.size(); sent++) {
            long known = last.get(sent - 1).getValue().sequence();
            assertThat(facts.stream()
                            .filter(fact -> fact.sequence() > known)
                            .map(fact -> FactEffect.of(fact).target().orElseThrow())
                            .collect(Collectors.toSet()))
                    .isEqualTo(last.subList(sent, last.size()).stream()
                            .map(Map.Entry::getKey)
                            .collect(Collectors.toSet()));
        }
    }

    @Test
    void byTarget_ofFactsThatChangeOnlyTopics_isEmpty() {
        assertThat(LatestFacts.byTarget(List.of(
                        fact(1, FactKind.MESSAGES_READ, "general", "1.5"),
                        fact(2, FactKind.WATERMARK_MOVED, "general", "1.5"),
                        fact(3, FactKind.CHANNEL_RENAMED, "private:1", "1.5"))))
                .isEmpty();
    }

    @Test
    void byTarget_ofOtherChannels_hasOtherTargets() {
        assertThat(LatestFacts.byTarget(List.of(
                        fact(1, FactKind.REACTION_ADDED, "general", "1.5"),
                        fact(2, FactKind.REACTION_ADDED, "software", "1.5"),
                        fact(3, FactKind.CHANNEL_DELETED, "general", "1.5"))))
                .containsExactly(
                        Map.entry(MESSAGE, token(1)),
                        Map.entry(new FactTarget.Message("software", "1.5"), token(2)),
                        Map.entry(new FactTarget.WholeChannel("general"), token(3)));
    }

    private static LoggedFact reaction(long sequence, String message) {
        return fact(sequence, FactKind.REACTION_ADDED, "general", message);
    }

    private static LoggedFact call(long sequence, FactKind kind) {
        return fact(sequence, kind, "dm:alice:bob", "c1");
    }

    private static LoggedFact fact(long sequence, FactKind kind, String channel, String key) {
        return new LoggedFact(
                token(sequence), kind, Optional.of(channel), Optional.of("alice"), Optional.of(key), Instant.EPOCH);
    }

    private static FactPosition token(long sequence) {
        return new FactPosition("0123456789abcdef", sequence);
    }
}
