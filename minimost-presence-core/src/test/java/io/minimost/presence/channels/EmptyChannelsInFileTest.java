package io.minimost.presence.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.events.PresenceEvent.ChannelDeleted;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.ChannelId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmptyChannelsInFileTest extends EmptyChannelsContract {
    EmptyChannelsInFileTest() {
        super(StoreFixture.inFile());
    }

    /** However many become due at the same time, and whatever they leave behind. */
    @Test
    void emptyChannels_areDeletedOneByOne_andOthersWriteInBetween() {
        for (int i = 0; i < 4; i++) {
            create("alice");
            channels().leave(new ChannelId.Private(i + 1), "alice");
        }
        fixture.sweep();
        fixture.store().events().on(ChannelDeleted.class, deleted -> writeAfter(deleted.channel()));
        fixture.takeEvents();

        fixture.clock().step(Duration.ofDays(31));
        fixture.sweep();

        // MiniMost has found a member for the third one.
        assertThat(fixture.takeEvents())
                .filteredOn(ChannelDeleted.class::isInstance)
                .extracting(event -> ((ChannelDeleted) event).channel())
                .containsExactly("private:1", "private:2", "private:4");
        assertThat(channels().find(new ChannelId.Private(3)).orElseThrow().members())
                .isEqualTo(List.of("bob"));
    }

    /** The listener runs after the commit, and before the next channel is deleted. */
    private void writeAfter(String deleted) {
        if (deleted.equals("private:1")) {
            assertThat(fixture.plain().column("SELECT id FROM private_channels"))
                    .containsExactly("2", "3", "4");
            fixture.plain().sql("INSERT INTO private_channel_members VALUES (3, 'bob', 1, NULL)");
        }
    }
}
