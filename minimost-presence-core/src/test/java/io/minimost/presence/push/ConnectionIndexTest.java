package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.minimost.presence.values.ChannelId;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionIndexTest {
    private static final ChannelId GENERAL = ChannelId.parse("general");

    private final ConnectionIndex index = new ConnectionIndex(2, 3);

    private static EventConnection connection(boolean facts) {
        return connection("alice", facts);
    }

    private static EventConnection connection(String user, boolean facts) {
        Subscriber subscriber = new Subscriber(user, List.of(GENERAL), facts);
        subscriber.grant(requested -> Set.of(GENERAL));
        return new EventConnection(
                subscriber,
                new ConnectionTimers(() -> 0, ConnectionTimers.KEEP_ALIVE_AFTER),
                new NoOwner(),
                new TestClient(),
                new HubCounters());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void remove_removesAConnectionFromEveryIndex(boolean facts) {
        EventConnection connection = connection(facts);
        index.add(connection);
        assertThat(index.ofUser("alice")).containsExactly(connection);
        assertThat(index.all()).containsExactly(connection);
        assertThat(index.watching("general")).containsExactly(connection);
        assertThat(index.factReceivers()).hasSize(facts ? 1 : 0);

        index.remove(connection);

        assertThat(index.all()).isEmpty();
        assertThat(index.ofUser("alice")).isEmpty();
        assertThat(index.users()).isEmpty();
        assertThat(index.watching("general")).isEmpty();
        assertThat(index.factReceivers()).isEmpty();
    }

    /** It is found by the lost channel until it is removed from that. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void remove_removesAConnectionThatLostItsChannel(boolean facts) {
        EventConnection connection = connection(facts);
        index.add(connection);
        connection.subscriber().deny(GENERAL.text());

        index.remove(connection);

        assertThat(index.watching("general")).isEmpty();
    }

    @Test
    void add_beyondTheLimitOfAUser_isRefused_untilOneIsRemoved() {
        EventConnection first = connection(false);
        index.add(first);
        index.add(connection(true));
        EventConnection third = connection(false);

        assertRefused(() -> index.requireCapacityFor("alice"));
        assertRefused(() -> index.add(third));
        assertThat(index.all()).doesNotContain(third);
        index.requireCapacityFor("bob");

        index.remove(third);
        assertRefused(() -> index.add(third));
        index.remove(first);
        index.remove(first);
        index.add(third);
        assertRefused(() -> index.requireCapacityFor("alice"));
    }

    @Test
    void add_beyondTheLimitOfAll_isRefused_untilOneIsRemoved() {
        EventConnection first = connection("alice", false);
        index.add(first);
        index.add(connection("bob", false));
        index.add(connection("carol", false));
        assertThat(index.size()).isEqualTo(3);

        assertRefused(() -> index.add(connection("dave", false)));
        index.remove(first);

        assertThat(index.size()).isEqualTo(2);
        index.add(connection("dave", false));
        assertRefused(() -> index.requireCapacityFor("alice"));
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatExceptionOfType(ConnectionRefusedException.class)
                .isThrownBy(call)
                .satisfies(refused ->
                        assertThat(refused.reason()).isEqualTo(ConnectionRefusedException.Reason.TOO_MANY_CONNECTIONS));
    }
}
