package io.minimost.presence.servlet.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.answers.PolledAnswers;
import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.host.ChannelAccess;
import io.minimost.presence.host.guard.ChannelGate;
import io.minimost.presence.host.guard.GuardedAccess;
import io.minimost.presence.json.PrivateChannelList;
import io.minimost.presence.servlet.http.HttpErrors;
import io.minimost.presence.servlet.http.Response;
import io.minimost.presence.values.ChannelId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ChannelAccessCheckTest {
    private static final ChannelId GENERAL = ChannelId.parse("general");

    private final ChannelAccessCheck access =
            new ChannelAccessCheck(gate((user, channel) -> user.equals("alice") && !channel.equals(GENERAL)), false);

    @Test
    void namedChannel_isOneThatTheUserMayUse() {
        assertThat(access.namedChannel("alice", "software")).isEqualTo(ChannelId.parse("software"));
        HttpErrors.assertError(() -> access.namedChannel("alice", "general"), 403, "access denied");
        HttpErrors.assertError(() -> access.namedChannel("bob", "software"), 403, "access denied");
    }

    @Test
    void namedChannel_ofNoName_isRequired() {
        HttpErrors.assertError(() -> access.namedChannel("alice", ""), 400, "channel required");
        HttpErrors.assertError(() -> access.namedChannel("bob", ""), 400, "channel required");
    }

    /** A malformed name reveals nothing about access. */
    @Test
    void namedChannel_thatIsMalformed_isBadInput_beforeTheAccessCheck() {
        Response response = HttpErrors.response(() -> access.namedChannel("bob", "dm:x"));

        assertThat(response.status()).isEqualTo(400);
        assertThat(HttpErrors.body(response)).contains("\"field\":\"channel\"");
    }

    @Test
    void parse_directChannel_hasNoMorePeopleThanAllowed() {
        assertThat(access.gate().parse("dm:alice:bob:carol")).isEqualTo(ChannelId.parse("dm:alice:bob:carol"));
        HttpErrors.assertBadInput(
                () -> access.gate().parse("dm:alice:bob:carol:dave"),
                "channel",
                "channel has 4 people, at most 3 are allowed");
    }

    /** A stream may name a channel that its user may not use yet. */
    @Test
    void parse_doesNotCheckAccess() {
        assertThat(access.gate().parse("general")).isEqualTo(GENERAL);
    }

    @Test
    void mayUse_ofAStoredName_checksAccess_andDeniesMalformedOnes() {
        assertThat(access.gate().mayUse("alice", "software")).isTrue();
        assertThat(access.gate().mayUse("alice", "general")).isFalse();
        assertThat(access.gate().mayUse("bob", "software")).isFalse();
        assertThat(access.gate().mayUse("alice", "dm:x")).isFalse();
        assertThat(access.gate().mayUse("alice", "")).isFalse();
    }

    /** It was created when more were allowed. */
    @Test
    void mayUse_doesNotCountPeople() {
        assertThat(access.gate().mayUse("alice", "dm:alice:bob:carol:dave")).isTrue();
    }

    @Test
    void accessThatFails_denies() {
        ChannelAccessCheck broken = new ChannelAccessCheck(
                gate((user, channel) -> {
                    throw new IllegalArgumentException("secret");
                }),
                false);

        assertThat(broken.mayUse("alice", GENERAL)).isFalse();
        HttpErrors.assertError(() -> broken.namedChannel("alice", "general"), 403, "access denied");
    }

    @Test
    void hostsRule_isAskedEachTime() {
        AtomicInteger questions = new AtomicInteger();
        try (PresenceStore store = PresenceStore.inMemory()) {
            ChannelId team =
                    store.channels().create("Team", "alice", List.of("bob")).id();
            ChannelAccessCheck ofHost = new ChannelAccessCheck(
                            gate((user, channel) -> questions.incrementAndGet() < 3), false)
                    .forPolling(answers(store));

            assertThat(ofHost.mayUse("bob", team)).isTrue();
            assertThat(ofHost.mayUse("bob", team)).isTrue();
            assertThat(ofHost.mayUse("bob", team)).isFalse();
        }
    }

    @Test
    void memberWhoIsRemoved_mayNotPollAnyMore() {
        try (PresenceStore store = PresenceStore.inMemory()) {
            ChannelId.Private team =
                    store.channels().create("Team", "alice", List.of("bob")).id();
            ChannelAccessCheck polled = new ChannelAccessCheck(
                            gate(ChannelAccess.standard(store, List.of("general"))), true)
                    .forPolling(answers(store));
            assertThat(polled.mayUse("bob", team)).isTrue();
            assertThat(polled.mayUse("carol", team)).isFalse();

            store.channels().removeMember(team, "alice", "bob");

            assertThat(polled.mayUse("bob", team)).isFalse();
            assertThat(polled.mayUse("alice", team)).isTrue();
            assertThat(polled.mayUse("bob", GENERAL)).isTrue();
            assertThat(polled.gate().mayUse("bob", "dm:alice:bob")).isTrue();
            assertThat(polled.gate().mayUse("bob", "dm:alice:carol")).isFalse();
        }
    }

    private static ChannelGate gate(ChannelAccess rule) {
        return new ChannelGate(new GuardedAccess(rule), 3);
    }

    private static PolledAnswers<Response> answers(PresenceStore store) {
        return new PolledAnswers<>(
                store,
                new PrivateChannelList(store.channels(), store.receipts(), Optional.empty()),
                Response::polled,
                1_000_000);
    }

    @Test
    void storeThatFails_isNotADenial() {
        PresenceStore store = PresenceStore.inMemory();
        ChannelAccessCheck standard = new ChannelAccessCheck(gate(ChannelAccess.standard(store, List.of())), true);
        store.close();

        assertThatExceptionOfType(PresenceStoreException.class)
                .isThrownBy(() -> standard.mayUse("alice", ChannelId.parse("private:1")));
    }
}
