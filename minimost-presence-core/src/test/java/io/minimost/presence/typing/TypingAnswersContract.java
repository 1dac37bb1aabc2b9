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

/** What typing returns, in every store. */
abstract class TypingAnswersContract {
    static final Instant START = StoreFixture.START;

    @RegisterExtension
    final StoreFixture fixture;

    TypingAnswersContract(StoreFixture fixture) {
        this.fixture = fixture;
    }

    @Test
    void typingUsers_afterNothing_isEmpty() {
        assertThat(typingUsers("general")).isEmpty();
    }

    @Test
    void typingUsers_showsAUserForFiveWholeSeconds() {
        fixture.clock().set(START.plusMillis(900));
        typing().start("alice", "general");

        fixture.clock().set(START.plusMillis(5_999));
        assertThat(typingUsers("general")).containsExactly("alice");

        fixture.clock().set(START.plusMillis(6_000));
        assertThat(typingUsers("general")).isEmpty();
    }

    @Test
    void typingUsers_withoutAViewer_areAllInTheSameOrder() {
        typing().start("alice", "general");
        fixture.clock().stepSeconds(1);
        typing().start("zoe", "general");
        typing().start("bob", "general");
        typing().start("carol", "random");

        assertThat(typing().typingUsers("general")).containsExactly("alice", "zoe", "bob");

        fixture.clock().stepSeconds(5);
        assertThat(typing().typingUsers("general"))
                .as("alice is no longer live")
                .containsExactly("zoe", "bob");
    }

    /** A renewal moves a user behind the others; the row stays where it was. */
    @Test
    void typingUsers_withoutAViewer_areLeastRecentlyRenewedFirst() {
        typing().start("alice", "general");
        typing().start("bob", "general");
        fixture.clock().stepSeconds(1);
        typing().start("alice", "general");

        assertThat(typing().typingUsers("general")).containsExactly("bob", "alice");
    }

    /** The order is neither that of the names nor its reverse. */
    @Test
    void typingUsers_ofTheSameSecond_areInTheOrderInWhichTheyBegan() {
        for (String user : List.of("bob", "zoe", "alice")) {
            typing().start(user, "general");
        }
        typing().start("bob", "general");

        assertThat(typing().typingUsers("general")).containsExactly("bob", "zoe", "alice");
        assertThat(typingUsers("general")).containsExactly("bob", "zoe", "alice");
    }

    @Test
    void typingUsers_afterRenewal_countsFromTheRenewal() {
        typing().start("alice", "general");
        fixture.clock().stepSeconds(5);
        typing().start("alice", "general");

        fixture.clock().stepSeconds(5);
        assertThat(typingUsers("general")).containsExactly("alice");

        fixture.clock().stepSeconds(1);
        assertThat(typingUsers("general")).isEmpty();
    }

    @Test
    void typingUsers_withAnotherWindow_keepToIt() {
        fixture.reopen(builder -> builder.typingWindow(Duration.ofSeconds(2)));
        typing().start("alice", "general");

        fixture.clock().step(Duration.ofMillis(2_999));
        assertThat(typingUsers("general")).containsExactly("alice");

        fixture.clock().step(Duration.ofMillis(1));
        assertThat(typingUsers("general")).isEmpty();
    }

    @Test
    void typingUsers_afterTheClockWasSetBack_toleratesTwoSeconds() {
        fixture.clock().set(START.plusSeconds(100));
        typing().start("alice", "general");

        fixture.clock().set(START.plusSeconds(98));
        assertThat(typingUsers("general")).containsExactly("alice");

        fixture.clock().set(START.plusMillis(97_999));
        assertThat(typingUsers("general")).isEmpty();
    }

    @Test
    void typingUsers_areLeastRecentlyRenewedFirst() {
        typing().start("carol", "general");
        typing().start("alice", "general");
        typing().start("bob", "general");
        assertThat(typingUsers("general")).containsExactly("carol", "alice", "bob");

        fixture.clock().stepSeconds(1);
        typing().start("carol", "general");
        assertThat(typingUsers("general")).containsExactly("alice", "bob", "carol");

        fixture.clock().stepSeconds(1);
        typing().start("alice", "general");
        assertThat(typingUsers("general")).containsExactly("bob", "carol", "alice");
    }

    @Test
    void typingUsers_leaveOutTheViewer() {
        typing().start("alice", "general");
        typing().start("bob", "general");

        assertThat(typing().typingUsers("general", "alice")).containsExactly("bob");
        assertThat(typing().typingUsers("general", "bob")).containsExactly("alice");
        assertThat(typing().typingUsers("general", "Alice")).containsExactly("alice", "bob");
    }

    @Test
    void typingUsers_belongToOneChannel() {
        typing().start("alice", "general");
        typing().start("alice", "dm:alice:bob");
        typing().start("carol", "private:7");

        assertThat(typingUsers("general")).containsExactly("alice");
        assertThat(typingUsers("dm:alice:bob")).containsExactly("alice");
        assertThat(typingUsers("private:7")).containsExactly("carol");
        assertThat(typingUsers("private:8")).isEmpty();
    }

    @Test
    void typingUsers_ofSeveralChannels_comeInTheirOrder() {
        typing().start("alice", "general");
        typing().start("bob", "random");
        typing().start("me", "random");

        assertThat(typing().typingUsers(List.of("random", "private:7", "general"), "me"))
                .containsExactly(
                        entry("random", List.of("bob")),
                        entry("private:7", List.of()),
                        entry("general", List.of("alice")));
        assertThat(typing().typingUsers(List.of(), "me")).isEmpty();
    }

    @Test
    void typingUsers_areUnmodifiable() {
        typing().start("alice", "general");

        assertThat(typing().typingUsers("general", "me")).isUnmodifiable();
        assertThat(typing().typingUsers(List.of("general"), "me")).isUnmodifiable();
    }

    @Test
    void stop_tellsWhetherTheUserWasTyping() {
        typing().start("alice", "general");

        assertThat(typing().stop("alice", "random")).isFalse();
        assertThat(typing().stop("alice", "general")).isTrue();
        assertThat(typing().stop("alice", "general")).isFalse();
        assertThat(typingUsers("general")).isEmpty();
    }

    Typing typing() {
        return fixture.store().typing();
    }

    List<String> typingUsers(String channel) {
        return typing().typingUsers(channel, "me");
    }

    static TypingStarted started(String channel, String user, long second) {
        return new TypingStarted(channel, user, START.plusSeconds(second));
    }

    static TypingStopped stopped(String channel, String user, Reason reason, long second) {
        return new TypingStopped(channel, user, reason, START.plusSeconds(second));
    }
}
