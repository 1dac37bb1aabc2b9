package io.minimost.presence.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.testing.StoreFixture;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long calls are kept when they are over. */
abstract class CallRetentionContract {
    @RegisterExtension
    final StoreFixture fixture;

    CallRetentionContract(StoreFixture fixture) {
        this.fixture = fixture;
    }

    @Test
    void aCallThatIsOver_isKeptFor30Days() {
        String ended = ended("dm:alice:bob");
        String declined = start("dm:alice:carol");
        calls().reject(declined, "carol");

        sweepAfter(Duration.ofDays(30));
        assertThat(calls().find(ended)).isPresent();
        assertThat(calls().find(declined)).isPresent();

        sweepAfter(Duration.ofMinutes(1));
        assertThat(calls().find(ended)).isEmpty();
        assertThat(calls().find(declined)).isEmpty();
        assertThat(calls().accept(ended, "bob").outcome()).isEqualTo(JoinResult.Outcome.NO_SUCH_CALL);
        assertThat(calls().end(ended, "bob")).isFalse();
        assertThat(calls().signals().waiting(ended, "bob", 0)).isEmpty();
    }

    /** The 30 days begin at the end of the call, and not at its start. */
    @Test
    void aLongCall_isKeptFor30DaysAfterItsEnd() {
        CallTimeouts patient = new CallTimeouts(Duration.ofSeconds(30), Duration.ofDays(1), Duration.ofSeconds(12));
        fixture.reopen(builder -> builder.callTimeouts(patient));
        String call = active("dm:alice:bob");
        for (int day = 0; day < 40; day++) {
            sweepAfter(Duration.ofDays(1));
            calls().heartbeat(call, "alice");
            calls().heartbeat(call, "bob");
        }
        assertThat(calls().find(call)).get().extracting(Call::state).isEqualTo(CallState.ACTIVE);
        calls().end(call, "alice");

        sweepAfter(Duration.ofDays(30));
        assertThat(calls().find(call)).isPresent();

        sweepAfter(Duration.ofMinutes(1));
        assertThat(calls().find(call)).isEmpty();
    }

    @Test
    void youngAndLiveCalls_stay() {
        String old = ended("dm:alice:bob");
        fixture.clock().step(Duration.ofDays(20));
        String young = ended("dm:alice:bob");
        fixture.clock().step(Duration.ofDays(11));
        String live = active("dm:alice:bob");

        fixture.sweep();

        assertThat(calls().find(old)).isEmpty();
        assertThat(calls().find(young)).isPresent();
        assertThat(calls().active("dm:alice:bob")).get().extracting(Call::id).isEqualTo(live);
        assertThat(calls().callsOf("bob")).extracting(Call::id).containsExactly(live);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT61S", "P31D", "P365D", "P36525D", "P3652500D"})
    void aLiveCall_endsBeforeItIsDeleted_howeverFarTheClockIsSetForward(Duration step) {
        String call = active("dm:alice:bob");

        sweepAfter(step);
        sweepAfter(Duration.ofDays(29));

        assertThat(calls().find(call)).get().extracting(Call::state).isEqualTo(CallState.ENDED);

        sweepAfter(Duration.ofDays(2));
        assertThat(calls().find(call)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-1S", "PT-1H", "P-1D", "P-31D", "P-365D", "P-10957D", "P-36525D"})
    void clockSetBack_deletesNothing(Duration step) {
        String over = ended("dm:alice:bob");
        String live = active("dm:alice:carol");

        sweepAfter(step);
        sweepAfter(Duration.ofMinutes(1));
        assertThat(calls().find(over)).isPresent();
        assertThat(calls().find(live)).get().extracting(Call::isLive).isEqualTo(true);

        // When the clock is right again, the call is deleted as if it had never been wrong.
        fixture.clock().set(StoreFixture.START);
        sweepAfter(Duration.ofDays(30));
        assertThat(calls().find(over)).isPresent();
        sweepAfter(Duration.ofMinutes(1));
        assertThat(calls().find(over)).isEmpty();
    }

    @Test
    void pruning_runsOnceAMinute() {
        String call = ended("dm:alice:bob");
        fixture.clock().step(Duration.ofDays(30));
        fixture.sweep();

        sweepAfter(Duration.ofMillis(59_999));
        assertThat(calls().find(call)).isPresent();

        sweepAfter(Duration.ofMillis(1));
        assertThat(calls().find(call)).isEmpty();
    }

    @Test
    void pruning_publishesNothing() {
        ended("dm:alice:bob");
        fixture.takeEvents();

        sweepAfter(Duration.ofDays(31));

        assertThat(fixture.takeEvents()).isEmpty();
    }

    @Test
    void manyCalls_areDeletedInOneSweep() {
        List<String> ended =
                IntStream.range(0, 300).mapToObj(i -> ended("dm:alice:bob" + i)).toList();

        sweepAfter(Duration.ofDays(31));

        assertThat(ended).allMatch(call -> calls().find(call).isEmpty());
    }

    @Test
    void theRetention_canBeSet() {
        fixture.reopen(builder -> builder.callRetention(Duration.ofMillis(1500)));
        String call = ended("dm:alice:bob");

        sweepAfter(Duration.ofMillis(1500));
        assertThat(calls().find(call)).isPresent();

        sweepAfter(Duration.ofMinutes(1));
        assertThat(calls().find(call)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"P31D", "P36525D", "P3652500D", "P-36525D"})
    void theLongestRetention_keepsForEver(Duration step) {
        fixture.reopen(builder -> builder.callRetention(ChronoUnit.FOREVER.getDuration()));
        String call = ended("dm:alice:bob");

        sweepAfter(step);

        assertThat(calls().find(call)).isPresent();
    }

    private void sweepAfter(Duration duration) {
        fixture.clock().step(duration);
        fixture.sweep();
    }

    private String ended(String channel) {
        String call = active(channel);
        calls().end(call, "alice");
        return call;
    }

    private String active(String channel) {
        String call = start(channel);
        calls().accept(call, channel.substring(channel.lastIndexOf(':') + 1));
        return call;
    }

    private String start(String channel) {
        return calls().initiate(channel, "alice").call().orElseThrow().id();
    }

    private Calls calls() {
        return fixture.store().calls();
    }
}
