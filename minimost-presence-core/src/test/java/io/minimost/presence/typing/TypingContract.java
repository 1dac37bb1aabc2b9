package io.minimost.presence.typing;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.events.PresenceEvent.TypingStopped.Reason;
import io.minimost.presence.testing.StoreFixture;
import org.junit.jupiter.api.Test;

/** What typing returns and publishes, in every store. */
abstract class TypingContract extends TypingAnswersContract {
    TypingContract(StoreFixture fixture) {
        super(fixture);
    }

    @Test
    void stop_afterExpiry_wasNotTyping() {
        typing().start("alice", "general");
        fixture.takeEvents();
        fixture.clock().stepSeconds(6);

        assertThat(typing().stop("alice", "general")).isFalse();
        assertThat(fixture.takeEvents()).containsExactly(stopped("general", "alice", Reason.EXPIRED, 6));
    }

    @Test
    void stopEverywhere_endsAllOfOneUser() {
        typing().start("alice", "general");
        typing().start("alice", "random");
        typing().start("bob", "general");
        fixture.takeEvents();

        typing().stopEverywhere("alice");

        assertThat(typingUsers("general")).containsExactly("bob");
        assertThat(typingUsers("random")).isEmpty();
        assertThat(fixture.takeEvents())
                .containsExactlyInAnyOrder(
                        stopped("general", "alice", Reason.STOPPED, 0), stopped("random", "alice", Reason.STOPPED, 0));
    }

    @Test
    void start_publishesTheBeginningAndNoRenewal() {
        typing().start("alice", "general");
        fixture.clock().stepSeconds(5);
        typing().start("alice", "general");
        typing().start("alice", "random");

        assertThat(fixture.takeEvents()).containsExactly(started("general", "alice", 0), started("random", "alice", 5));
    }

    @Test
    void start_afterExpiryThatNoSweepHasSeen_publishesTheEndFirst() {
        typing().start("alice", "general");
        fixture.takeEvents();
        fixture.clock().stepSeconds(6);

        typing().start("alice", "general");
        fixture.sweep();

        assertThat(fixture.takeEvents())
                .containsExactly(stopped("general", "alice", Reason.EXPIRED, 6), started("general", "alice", 6));
    }

    @Test
    void start_afterStop_publishesAgain() {
        typing().start("alice", "general");
        typing().stop("alice", "general");
        typing().stop("alice", "general");
        typing().start("alice", "general");

        assertThat(fixture.takeEvents())
                .containsExactly(
                        started("general", "alice", 0),
                        stopped("general", "alice", Reason.STOPPED, 0),
                        started("general", "alice", 0));
    }

    @Test
    void start_afterTheClockWasSetBack_publishesTheEndFirstAndShowsTheUser() {
        fixture.clock().set(START.plusSeconds(100));
        typing().start("alice", "general");
        fixture.takeEvents();
        fixture.clock().set(START);

        typing().start("alice", "general");

        assertThat(typingUsers("general")).containsExactly("alice");
        assertThat(fixture.takeEvents())
                .containsExactly(stopped("general", "alice", Reason.EXPIRED, 0), started("general", "alice", 0));
    }

    @Test
    void sweep_publishesAnExpiryOnce() {
        typing().start("alice", "general");
        fixture.clock().stepSeconds(2);
        typing().start("bob", "general");
        fixture.takeEvents();

        fixture.clock().stepSeconds(3);
        fixture.sweep();
        assertThat(fixture.takeEvents()).isEmpty();

        fixture.clock().stepSeconds(1);
        fixture.sweep();
        assertThat(fixture.takeEvents()).containsExactly(stopped("general", "alice", Reason.EXPIRED, 6));

        fixture.sweep();
        assertThat(fixture.takeEvents()).isEmpty();
        assertThat(typingUsers("general")).containsExactly("bob");
    }

    @Test
    void sweep_afterTheClockWasSetBack_publishesWhatLiesTooFarAhead() {
        fixture.clock().set(START.plusSeconds(3));
        typing().start("alice", "general");
        fixture.takeEvents();

        fixture.clock().set(START.plusSeconds(1));
        fixture.sweep();
        assertThat(fixture.takeEvents()).isEmpty();

        fixture.clock().set(START);
        fixture.sweep();
        assertThat(fixture.takeEvents()).containsExactly(stopped("general", "alice", Reason.EXPIRED, 0));
    }

    @Test
    void sweep_afterTheClockCameBackToASweptSecond_looksAgain() {
        fixture.sweep();
        fixture.clock().stepSeconds(4);
        typing().start("alice", "general");
        fixture.takeEvents();
        fixture.clock().stepSeconds(-4);

        fixture.sweep();

        assertThat(fixture.takeEvents()).containsExactly(stopped("general", "alice", Reason.EXPIRED, 0));
    }

    @Test
    void stop_atEitherEndOfTheWindow_wasTyping() {
        typing().start("alice", "general");
        fixture.clock().set(START.plusSeconds(7));
        typing().start("bob", "general");
        fixture.clock().set(START.plusSeconds(5));
        fixture.takeEvents();

        assertThat(typing().stop("alice", "general")).isTrue();
        assertThat(typing().stop("bob", "general")).isTrue();

        assertThat(fixture.takeEvents())
                .containsExactly(
                        stopped("general", "alice", Reason.STOPPED, 5), stopped("general", "bob", Reason.STOPPED, 5));
    }

    @Test
    void stopEverywhere_whereTheUserWasNoLongerTyping_isAnExpiry() {
        typing().start("alice", "general");
        fixture.clock().stepSeconds(3);
        typing().start("alice", "random");
        fixture.clock().stepSeconds(3);
        fixture.takeEvents();

        typing().stopEverywhere("alice");

        assertThat(fixture.takeEvents())
                .containsExactlyInAnyOrder(
                        stopped("general", "alice", Reason.EXPIRED, 6), stopped("random", "alice", Reason.STOPPED, 6));
    }
}
