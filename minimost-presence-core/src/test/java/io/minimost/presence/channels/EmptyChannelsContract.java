package io.minimost.presence.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.events.PresenceEvent.ChannelDeleted;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.ChannelId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How private channels without members are deleted. */
abstract class EmptyChannelsContract extends PrivateChannelsFixture {
    EmptyChannelsContract(StoreFixture fixture) {
        super(fixture);
    }

    @Test
    void emptyChannel_isKeptForAWhileAndThenDeleted() {
        fixture.reopen(builder -> builder.emptyChannelRetention(Duration.ofDays(2)));
        PrivateChannel team = create("alice");
        PrivateChannel other = create("bob");
        fixture.store().receipts().markRead("private:1", "alice", List.of(START));
        channels().leave(team.id(), "alice");
        fixture.sweep();
        fixture.takeEvents();

        fixture.clock().step(Duration.ofDays(2).minusSeconds(1));
        fixture.sweep();
        assertThat(channels().find(team.id())).isPresent();
        assertThat(fixture.takeEvents()).isEmpty();

        fixture.clock().step(Duration.ofHours(1));
        fixture.sweep();
        assertThat(channels().find(team.id())).isEmpty();
        assertThat(channels().find(other.id())).contains(other);
        assertThat(fixture.store().receipts().receiptsOf("private:1")).isEmpty();
        assertThat(fixture.takeEvents())
                .containsExactly(new ChannelDeleted("private:1", fixture.clock().instant()));
    }

    @Test
    void emptyChannels_areDeletedEachInItsTime_andTheOldestFirst() {
        fixture.reopen(builder -> builder.emptyChannelRetention(Duration.ofDays(2)));
        for (int i = 0; i < 3; i++) {
            create("alice");
        }
        channels().leave(new ChannelId.Private(2), "alice");
        channels().leave(new ChannelId.Private(1), "alice");
        fixture.sweep();
        fixture.clock().step(Duration.ofDays(1));
        channels().leave(new ChannelId.Private(3), "alice");
        fixture.sweep();
        fixture.takeEvents();

        fixture.clock().step(Duration.ofDays(1));
        fixture.sweep();
        assertThat(fixture.takeEvents())
                .containsExactly(
                        new ChannelDeleted("private:1", START.plus(Duration.ofDays(2))),
                        new ChannelDeleted("private:2", START.plus(Duration.ofDays(2))));

        fixture.clock().step(Duration.ofDays(1));
        fixture.sweep();
        assertThat(fixture.takeEvents())
                .containsExactly(new ChannelDeleted("private:3", START.plus(Duration.ofDays(3))));
    }
}
