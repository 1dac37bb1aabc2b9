package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.minimost.presence.values.ChannelId;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionIndexTest {
    private static final ChannelId GENERAL = ChannelId.parse("general");

    private final ConnectionIndex audience = new ConnectionIndex(2, 3);

    private static EventConnection stream(boolean facts) {
        return stream("alice", facts);
    }

    private static EventConnection stream(String user, boolean facts) {
        Subscriber subscriber = new Subscriber(user, List.of(GENERAL), facts);
        subscriber.grant(GENERAL::equals);
        return new EventConnection(subscriber, new ConnectionTimers(() -> 0), new NoOwner(), new TestClient());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void streamThatIsRemoved_isNoLongerKept(boolean facts) {
        EventConnection stream = stream(facts);
        audience.add(stream);
        assertThat(audience.of("alice")).containsExactly(stream);
        assertThat(audience.everybody()).containsExactly(stream);
        assertThat(audience.watching("general")).containsExactly(stream);
        assertThat(audience.followers()).hasSize(facts ? 1 : 0);

        audience.remove(stream);

        assertThat(audience.everybody()).isEmpty();
        assertThat(audience.of("alice")).isEmpty();
        assertThat(audience.users()).isEmpty();
        assertThat(audience.watching("general")).isEmpty();
        assertThat(audience.followers()).isEmpty();
    }

    /** It is found by the channel that it lost until it has left that. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void streamThatLostItsChannel_isNoLongerKeptEither(boolean facts) {
        EventConnection stream = stream(facts);
        audience.add(stream);
        stream.subscriber().deny(GENERAL.text());

        audience.remove(stream);

        assertThat(audience.watching("general")).isEmpty();
    }

    @Test
    void stream_beyondThoseOfItsUser_isRefused_untilOneIsRemoved() {
        EventConnection first = stream(false);
        audience.add(first);
        audience.add(stream(true));
        EventConnection third = stream(false);

        assertRefused(() -> audience.requireRoomFor("alice"));
        assertRefused(() -> audience.add(third));
        assertThat(audience.everybody()).doesNotContain(third);
        audience.requireRoomFor("bob");

        audience.remove(third);
        assertRefused(() -> audience.add(third));
        audience.remove(first);
        audience.remove(first);
        audience.add(third);
        assertRefused(() -> audience.requireRoomFor("alice"));
    }

    @Test
    void stream_beyondThoseOfAll_isRefused_untilOneIsRemoved() {
        EventConnection first = stream("alice", false);
        audience.add(first);
        audience.add(stream("bob", false));
        audience.add(stream("carol", false));
        assertThat(audience.size()).isEqualTo(3);

        assertRefused(() -> audience.add(stream("dave", false)));
        audience.remove(first);

        assertThat(audience.size()).isEqualTo(2);
        audience.add(stream("dave", false));
        assertRefused(() -> audience.requireRoomFor("alice"));
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatExceptionOfType(ConnectionRefusedException.class)
                .isThrownBy(call)
                .satisfies(refused ->
                        assertThat(refused.reason()).isEqualTo(ConnectionRefusedException.Reason.TOO_MANY_CONNECTIONS));
    }
}
