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
        subscriber.allow(GENERAL);
        return new EventStream(subscriber, new StreamTimes(() -> 0), new NoOwner());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void streamThatIsRemoved_isNoLongerKept(boolean facts) {
        EventStream stream = stream(facts);
        audience.add(stream);
        assertThat(audience.of("alice")).containsExactly(stream);
        assertThat(audience.watching("general")).isEmpty();
        assertThat(audience.followers()).isEmpty();

        audience.watch(stream);
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

    /** It may have lost a channel just when it was added to those that watch it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void streamThatLostItsChannel_isNoLongerKeptEither(boolean facts) {
        EventStream stream = stream(facts);
        audience.add(stream);
        audience.watch(stream);
        stream.subscriber().deny(GENERAL);

        audience.remove(stream);

        assertThat(audience.watching("general")).isEmpty();
    }
}
