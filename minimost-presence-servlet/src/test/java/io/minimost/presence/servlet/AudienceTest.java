package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.values.ChannelId;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AudienceTest {
    private static final ChannelId GENERAL = ChannelId.parse("general");

    private final Audience audience = new Audience();

    private static EventStream stream(boolean facts) {
        Subscriber subscriber = new Subscriber("alice", List.of(GENERAL), facts);
        subscriber.grant(GENERAL::equals);
        return new EventStream(subscriber, new StreamTimes(() -> 0), new NoOwner());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void streamThatIsRemoved_isNoLongerKept(boolean facts) {
        EventStream stream = stream(facts);
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
        EventStream stream = stream(facts);
        audience.add(stream);
        stream.subscriber().deny(GENERAL.text());

        audience.remove(stream);

        assertThat(audience.watching("general")).isEmpty();
    }
}
