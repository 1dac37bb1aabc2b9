package io.minimost.presence.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.events.PresenceEvent.CallEnded;
import io.minimost.presence.testing.Race;
import io.minimost.presence.testing.StoreFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Eight threads with conflicting requests for one call, through one store or through two on one file. */
class CallRacesTest {
    private static final String DM = "dm:alice:bob";
    private static final int ROUNDS = 100;

    @RegisterExtension
    final StoreFixture fixture = StoreFixture.inFile();

    private PresenceStore second = PresenceStore.inMemory();

    @BeforeEach
    void openSecond() {
        second.close();
        second = PresenceStore.builder()
                .file(fixture.file())
                .clock(fixture.clock())
                .manualSweeps()
                .open();
    }

    @AfterEach
    void closeSecond() {
        second.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void eightInitiates_makeOneCall(int stores) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            assertOneRings(stores);
        }

        assertThat(fixture.plain().number("SELECT count(*) FROM calls")).isEqualTo(ROUNDS);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void eightInitiates_whereTheIndexIsMissing_makeOneCall(int stores) throws Exception {
        // As in a file that held two live calls in a channel when it was opened.
        fixture.plain().sql("DROP INDEX mp_calls_one_live");

        for (int round = 0; round < ROUNDS; round++) {
            assertOneRings(stores);
        }

        assertThat(fixture.plain().number("SELECT count(*) FROM calls")).isEqualTo(ROUNDS);
    }

    private void assertOneRings(int stores) throws Exception {
        List<InitiateResult> answers =
                race(stores, calls -> calls.initiate(DM, "alice"), calls -> calls.initiate(DM, "bob"));

        assertThat(answers)
                .extracting(InitiateResult::outcome)
                .filteredOn(InitiateResult.Outcome.RINGING::equals)
                .hasSize(1);
        assertThat(answers)
                .extracting(answer -> answer.call().map(Call::id))
                .as("the others get the same call")
                .containsOnly(calls().active(DM).map(Call::id));
        String call = answers.get(0).call().orElseThrow().id();
        calls().end(call, "alice");
        calls().end(call, "bob");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void accept_againstEnd_leavesNoUserInACallThatIsOver(int stores) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String call = initiate();
            List<String> answers = race(
                    stores,
                    calls -> calls.accept(call, "bob").outcome().name(),
                    calls -> String.valueOf(calls.end(call, "alice")));

            Call after = find(call);
            assertThat(after.state()).isEqualTo(CallState.ENDED);
            assertThat(after.accepted()).isEmpty();
            assertThat(after.answeredAt().isPresent()).isEqualTo(answers.contains("JOINED"));
            assertThat(after.endReason())
                    .isEqualTo(Optional.of(
                            after.answeredAt().isPresent() ? CallEnded.Reason.HUNG_UP : CallEnded.Reason.CANCELLED));
        }
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void accept_againstReject_decidesOnce(int stores) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String call = initiate();
            race(
                    stores,
                    calls -> calls.accept(call, "bob").outcome().name(),
                    calls -> String.valueOf(calls.reject(call, "bob")));

            // A user who declines after accepting leaves the call.
            Call after = find(call);
            assertThat(after.isLive()).isFalse();
            assertThat(after.state()).isEqualTo(after.answeredAt().isPresent() ? CallState.ENDED : CallState.REJECTED);
        }
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void invite_againstEnd_leavesNoClientRinging(int stores) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String call = initiate();
            calls().accept(call, "bob");
            race(
                    stores,
                    calls -> calls.invite(call, "alice", "carol").name(),
                    calls -> String.valueOf(calls.end(call, "bob")),
                    calls -> String.valueOf(calls.end(call, "alice")));

            assertThat(find(call).state()).isEqualTo(CallState.ENDED);
            assertThat(calls().incoming("carol")).isEmpty();
        }
        assertNothingIsLeft();
    }

    @Test
    void sweepsAtTheSameTime_endACallOnce() throws Exception {
        List<CallEnded> received = new ArrayList<>();
        fixture.store().events().on(CallEnded.class, event -> add(received, event));
        second.events().on(CallEnded.class, event -> add(received, event));
        for (int round = 1; round <= 20; round++) {
            initiate();
            fixture.clock().stepSeconds(31);
            Race.run(1, () -> swept(fixture.store()), () -> swept(second));
            StoreFixture.awaitDelivered(fixture.store());
            StoreFixture.awaitDelivered(second);
            assertThat(received).hasSize(round);
        }
        assertNothingIsLeft();
    }

    private static PresenceStore swept(PresenceStore store) {
        store.sweep();
        return store;
    }

    private static void add(List<CallEnded> received, CallEnded event) {
        synchronized (received) {
            received.add(event);
        }
    }

    private interface Attempt<T> {
        T on(Calls calls);
    }

    /** Each attempt through each store, spread over the threads. */
    @SafeVarargs
    @SuppressWarnings("unchecked") // Java has no arrays of a generic type.
    private <T> List<T> race(int stores, Attempt<T>... attempts) throws Exception {
        List<Callable<T>> racers = new ArrayList<>();
        for (PresenceStore store :
                Stream.of(fixture.store(), second).limit(stores).toList()) {
            for (Attempt<T> attempt : attempts) {
                racers.add(() -> attempt.on(store.calls()));
            }
        }
        return Race.run(1, racers.toArray(Callable[]::new));
    }

    private void assertNothingIsLeft() {
        assertThat(fixture.plain()
                        .sql("SELECT * FROM call_participants WHERE state IN ('pending', 'accepted') OR sharing"))
                .isEmpty();
        assertThat(fixture.plain().sql("SELECT * FROM calls WHERE state IN ('ringing', 'active')"))
                .isEmpty();
    }

    private Calls calls() {
        return fixture.store().calls();
    }

    private String initiate() {
        return calls().initiate(DM, "alice").call().orElseThrow().id();
    }

    private Call find(String call) {
        return calls().find(call).orElseThrow();
    }
}
