package io.minimost.presence.typing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.minimost.presence.events.PresenceEvent.TypingStarted;
import io.minimost.presence.events.PresenceEvent.TypingStopped;
import io.minimost.presence.events.PresenceEvent.TypingStopped.Reason;
import io.minimost.presence.testing.StoreFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What holds for typing in every store. */
abstract class TypingContract {
    private static final Instant START = StoreFixture.START;

    @RegisterExtension
    final StoreFixture fixture;

    TypingContract(StoreFixture fixture) {
        this.fixture = fixture;
    }

    @Test
    void typists_afterNothing_isEmpty() {
        assertThat(typists("general")).isEmpty();
    }

    @Test
    void typists_showsAUserForFiveWholeSeconds() {
        fixture.clock().set(START.plusMillis(900));
        typing().start("alice", "general");

        fixture.clock().set(START.plusMillis(5_999));
        assertThat(typists("general")).containsExactly("alice");

        fixture.clock().set(START.plusMillis(6_000));
        assertThat(typists("general")).isEmpty();
    }

    @Test
    void typists_afterRenewal_countsFromTheRenewal() {
        typing().start("alice", "general");
        fixture.clock().stepSeconds(5);
        typing().start("alice", "general");

        fixture.clock().stepSeconds(5);
        assertThat(typists("general")).containsExactly("alice");

        fixture.clock().stepSeconds(1);
        assertThat(typists("general")).isEmpty();
    }

    @Test
    void typists_withAnotherWindow_keepToIt() {
        fixture.reopen(builder -> builder.typingWindow(Duration.ofSeconds(2)));
        typing().start("alice", "general");

        fixture.clock().step(Duration.ofMillis(2_999));
        assertThat(typists("general")).containsExactly("alice");

        fixture.clock().step(Duration.ofMillis(1));
        assertThat(typists("general")).isEmpty();
    }

    @Test
    void typists_afterTheClockWasSetBack_toleratesTwoSeconds() {
        fixture.clock().set(START.plusSeconds(100));
        typing().start("alice", "general");

        fixture.clock().set(START.plusSeconds(98));
        assertThat(typists("general")).containsExactly("alice");

        fixture.clock().set(START.plusMillis(97_999));
        assertThat(typists("general")).isEmpty();
    }

    @Test
    void typists_areLeastRecentlyRenewedFirst() {
        typing().start("carol", "general");
        typing().start("alice", "general");
        typing().start("bob", "general");
        assertThat(typists("general")).containsExactly("carol", "alice", "bob");

        fixture.clock().stepSeconds(1);
        typing().start("carol", "general");
        assertThat(typists("general")).containsExactly("alice", "bob", "carol");

        fixture.clock().stepSeconds(1);
        typing().start("alice", "general");
        assertThat(typists("general")).containsExactly("bob", "carol", "alice");
    }

    @Test
    void typists_leaveOutTheViewer() {
        typing().start("alice", "general");
        typing().start("bob", "general");

        assertThat(typing().typists("general", "alice")).containsExactly("bob");
        assertThat(typing().typists("general", "bob")).containsExactly("alice");
        assertThat(typing().typists("general", "Alice")).containsExactly("alice", "bob");
    }

    @Test
    void typists_belongToOneChannel() {
        typing().start("alice", "general");
        typing().start("alice", "dm:alice:bob");
        typing().start("carol", "private:7");

        assertThat(typists("general")).containsExactly("alice");
        assertThat(typists("dm:alice:bob")).containsExactly("alice");
        assertThat(typists("private:7")).containsExactly("carol");
        assertThat(typists("private:8")).isEmpty();
    }

    @Test
    void typists_ofSeveralChannels_comeInTheirOrder() {
        typing().start("alice", "general");
        typing().start("bob", "random");
        typing().start("me", "random");

        assertThat(typing().typists(List.of("random", "private:7", "general"), "me"))
                .containsExactly(
                        entry("random", List.of("bob")),
                        entry("private:7", List.of()),
                        entry("general", List.of("alice")));
        assertThat(typing().typists(List.of(), "me")).isEmpty();
    }

    @Test
    void typists_areUnmodifiable() {
        typing().start("alice", "general");

        assertThat(typing().typists("general", "me")).isUnmodifiable();
        assertThat(typing().typists(List.of("general"), "me")).isUnmodifiable();
    }

    @Test
    void stop_tellsWhetherTheUserWasTyping() {
        typing().start("alice", "general");

        assertThat(typing().stop("alice", "random")).isFalse();
        assertThat(typing().stop("alice", "general")).isTrue();
        assertThat(typing().stop("alice", "general")).isFalse();
        assertThat(typists("general")).isEmpty();
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

        assertThat(typists("general")).containsExactly("bob");
        assertThat(typists("random")).isEmpty();
        assertThat(fixture.takeEvents())
                .containsExactlyInAnyOrder(
                        stopped("general", "alice", Reason.STOPPED, 0), stopped("random", "alice", Reason.STOPPED, 0));
    }

    @Test
    void start_announcesTheBeginningAndNoRenewal() {
        typing().start("alice", "general");
        fixture.clock().stepSeconds(5);
        typing().start("alice", "general");
        typing().start("alice", "random");

        assertThat(fixture.takeEvents()).containsExactly(started("general", "alice", 0), started("random", "alice", 5));
    }

    @Test
    void start_afterExpiry_announcesAgain() {
        typing().start("alice", "general");
        fixture.takeEvents();
        fixture.clock().stepSeconds(6);

        typing().start("alice", "general");

        assertThat(fixture.takeEvents()).containsExactly(started("general", "alice", 6));
    }

    @Test
    void start_afterStop_announcesAgain() {
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
    void start_afterTheClockWasSetBack_announcesAgainAndShowsTheUser() {
        fixture.clock().set(START.plusSeconds(100));
        typing().start("alice", "general");
        fixture.takeEvents();
        fixture.clock().set(START);

        typing().start("alice", "general");

        assertThat(typists("general")).containsExactly("alice");
        assertThat(fixture.takeEvents()).containsExactly(started("general", "alice", 0));
    }

    @Test
    void sweep_announcesAnExpiryOnce() {
        typing().start("alice", "general");
        fixture.clock().stepSeconds(2);
        typing().start("bob", "general");
        fixture.takeEvents();

        fixture.clock().stepSeconds(3);
        fixture.store().sweep();
        assertThat(fixture.takeEvents()).isEmpty();

        fixture.clock().stepSeconds(1);
        fixture.store().sweep();
        assertThat(fixture.takeEvents()).containsExactly(stopped("general", "alice", Reason.EXPIRED, 6));

        fixture.store().sweep();
        assertThat(fixture.takeEvents()).isEmpty();
        assertThat(typists("general")).containsExactly("bob");
    }

    @Test
    void sweep_afterTheClockWasSetBack_announcesWhatLiesTooFarAhead() {
        fixture.clock().set(START.plusSeconds(3));
        typing().start("alice", "general");
        fixture.takeEvents();

        fixture.clock().set(START.plusSeconds(1));
        fixture.store().sweep();
        assertThat(fixture.takeEvents()).isEmpty();

        fixture.clock().set(START);
        fixture.store().sweep();
        assertThat(fixture.takeEvents()).containsExactly(stopped("general", "alice", Reason.EXPIRED, 0));
    }

    Typing typing() {
        return fixture.store().typing();
    }

    List<String> typists(String channel) {
        return typing().typists(channel, "me");
    }

    static TypingStarted started(String channel, String user, long second) {
        return new TypingStarted(channel, user, START.plusSeconds(second));
    }

    static TypingStopped stopped(String channel, String user, Reason reason, long second) {
        return new TypingStopped(channel, user, reason, START.plusSeconds(second));
    }
}
