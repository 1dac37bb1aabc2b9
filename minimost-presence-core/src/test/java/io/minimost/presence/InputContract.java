package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minimost.presence.presence.PresenceOverride;
import io.minimost.presence.testing.Hostile;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.PresenceState;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What no method of any capability accepts. A refused call changes and publishes nothing. */
abstract class InputContract {
    @RegisterExtension
    final StoreFixture fixture;

    private String before = "";

    InputContract(StoreFixture fixture) {
        this.fixture = fixture;
    }

    @BeforeEach
    void fillTheStore() {
        fixture.store().typing().start("alice", "general");
        fixture.store().presence().update("alice", PresenceState.ACTIVE);
        fixture.takeEvents();
        before = fixture.contents();
    }

    @AfterEach
    void nothingHasChanged() {
        assertThat(fixture.takeEvents()).isEmpty();
        assertThat(fixture.contents()).isEqualTo(before).contains("alice");
    }

    @Test
    void invalidNames_areRefused() {
        var typing = fixture.store().typing();
        var presence = fixture.store().presence();
        for (String name : Hostile.names()) {
            assertRefused(name, () -> typing.start(name, "general"));
            assertRefused(name, () -> typing.stop(name, "general"));
            assertRefused(name, () -> typing.stopEverywhere(name));
            assertRefused(name, () -> typing.typingUsers("general", name));
            assertRefused(name, () -> typing.typingUsers(List.of("general"), name));
            assertRefused(name, () -> presence.update(name, PresenceState.ACTIVE));
            assertRefused(name, () -> presence.setOverride(name, PresenceOverride.IDLE));
            assertRefused(name, () -> presence.clearOverride(name));
            assertRefused(name, () -> presence.override(name));
            assertRefused(name, () -> presence.lastSeen(name));
            assertRefused(name, () -> presence.statesOf(List.of("alice", name)));
            assertRefused(name, () -> fixture.store().channels().isMember(new ChannelId.Private(1), name));
        }
    }

    @Test
    void invalidChannels_areRefused() {
        var typing = fixture.store().typing();
        for (String channel : Hostile.channels()) {
            assertRefused(channel, () -> typing.start("alice", channel));
            assertRefused(channel, () -> typing.stop("alice", channel));
            assertRefused(channel, () -> typing.typingUsers(channel, "bob"));
            assertRefused(channel, () -> typing.typingUsers(List.of("general", channel), "bob"));
        }
    }

    @Test
    @SuppressWarnings("NullAway")
    void null_isRefusedByName() {
        var typing = fixture.store().typing();
        assertNull("user name", () -> typing.start(null, "general"));
        assertNull("channel", () -> typing.start("alice", (String) null));
        assertNull("user name", () -> typing.stop(null, "general"));
        assertNull("channel", () -> typing.stop("alice", (String) null));
        assertNull("user name", () -> typing.stopEverywhere(null));
        assertNull("channel", () -> typing.typingUsers((String) null, "alice"));
        assertNull("user name", () -> typing.typingUsers("general", null));
        assertNull("channels", () -> typing.typingUsers((List<String>) null, "alice"));
        assertNull("channel", () -> typing.typingUsers(Arrays.asList("general", null), "alice"));
        assertNull("user name", () -> typing.typingUsers(List.of("general"), null));

        var presence = fixture.store().presence();
        assertNull("user name", () -> presence.update(null, PresenceState.ACTIVE));
        assertNull("state", () -> presence.update("alice", null));
        assertNull("user name", () -> presence.setOverride(null, PresenceOverride.IDLE));
        assertNull("override", () -> presence.setOverride("alice", null));
        assertNull("user name", () -> presence.clearOverride(null));
        assertNull("user name", () -> presence.override(null));
        assertNull("user name", () -> presence.lastSeen(null));
        assertNull("users", () -> presence.statesOf(null));
        assertNull("user name", () -> presence.statesOf(Arrays.asList("alice", null)));

        assertNull("channel", () -> fixture.store().channels().isMember(null, "alice"));
        assertNull("user name", () -> fixture.store().channels().isMember(new ChannelId.Private(1), null));
        assertNull("channel", () -> fixture.store().channels().members(null));
        assertNull("type", () -> fixture.store().events().on(null, e -> {}));
    }

    private static void assertRefused(String input, ThrowingCallable call) {
        assertThatThrownBy(call).as(Hostile.printable(input)).isExactlyInstanceOf(IllegalArgumentException.class);
    }

    private static void assertNull(String parameter, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(NullPointerException.class).hasMessageContaining(parameter);
    }
}
