package io.minimost.presence.servlet.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.host.ChannelAccess;
import io.minimost.presence.host.guard.GuardedAccess;
import io.minimost.presence.servlet.http.HttpErrors;
import io.minimost.presence.servlet.http.Response;
import io.minimost.presence.values.ChannelId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChannelAccessCheckTest {
    private static final ChannelId GENERAL = ChannelId.parse("general");

    private final ChannelAccessCheck gate = new ChannelAccessCheck(
            new GuardedAccess((user, channel) -> user.equals("alice") && !channel.equals(GENERAL)), 3);

    @Test
    void namedChannel_isOneThatTheUserMayUse() {
        assertThat(gate.namedChannel("alice", "software")).isEqualTo(ChannelId.parse("software"));
        HttpErrors.assertError(() -> gate.namedChannel("alice", "general"), 403, "access denied");
        HttpErrors.assertError(() -> gate.namedChannel("bob", "software"), 403, "access denied");
    }

    @Test
    void namedChannel_ofNoName_isRequired() {
        HttpErrors.assertError(() -> gate.namedChannel("alice", ""), 400, "channel required");
        HttpErrors.assertError(() -> gate.namedChannel("bob", ""), 400, "channel required");
    }

    /** Whoever asks for what cannot be learns nothing about what he may use. */
    @Test
    void namedChannel_thatIsMalformed_isBadInput_beforeAnybodyIsAsked() {
        Response reply = HttpErrors.reply(() -> gate.namedChannel("bob", "dm:x"));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(HttpErrors.body(reply)).contains("\"field\":\"channel\"");
    }

    @Test
    void named_directChannel_hasNoMorePeopleThanAllowed() {
        assertThat(gate.named("dm:alice:bob:carol")).isEqualTo(ChannelId.parse("dm:alice:bob:carol"));
        HttpErrors.assertBadInput(
                () -> gate.named("dm:alice:bob:carol:dave"), "channel", "channel has 4 people, at most 3 are allowed");
    }

    /** A stream may name what it cannot hear yet. */
    @Test
    void named_asksNobody() {
        assertThat(gate.named("general")).isEqualTo(GENERAL);
    }

    @Test
    void mayUse_ofWhatTheStoreHolds_asksToo_andNobodyMayUseWhatIsNoChannel() {
        assertThat(gate.mayUse("alice", "software")).isTrue();
        assertThat(gate.mayUse("alice", "general")).isFalse();
        assertThat(gate.mayUse("bob", "software")).isFalse();
        assertThat(gate.mayUse("alice", "dm:x")).isFalse();
        assertThat(gate.mayUse("alice", "")).isFalse();
    }

    /** It began when more were allowed. */
    @Test
    void mayUse_doesNotCountPeople() {
        assertThat(gate.mayUse("alice", "dm:alice:bob:carol:dave")).isTrue();
    }

    @Test
    void accessThatFails_letsNobodyIn() {
        ChannelAccessCheck broken = new ChannelAccessCheck(
                new GuardedAccess((user, channel) -> {
                    throw new IllegalArgumentException("secret");
                }),
                3);

        assertThat(broken.mayUse("alice", GENERAL)).isFalse();
        HttpErrors.assertError(() -> broken.namedChannel("alice", "general"), 403, "access denied");
    }

    @Test
    void storeThatFails_isNotADenial() {
        PresenceStore store = PresenceStore.inMemory();
        ChannelAccessCheck standard =
                new ChannelAccessCheck(new GuardedAccess(ChannelAccess.standard(store, List.of())), 3);
        store.close();

        assertThatExceptionOfType(PresenceStoreException.class)
                .isThrownBy(() -> standard.mayUse("alice", ChannelId.parse("private:1")));
    }
}
