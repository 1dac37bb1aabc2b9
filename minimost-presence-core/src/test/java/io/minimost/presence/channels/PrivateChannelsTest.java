package io.minimost.presence.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.ChannelId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Channels that MiniMost created. */
class PrivateChannelsTest {
    private static final ChannelId.Private TEAM = new ChannelId.Private(7);

    @RegisterExtension
    final StoreFixture fixture = StoreFixture.inFile();

    @Test
    void members_areInByteOrder() {
        insert(7, "bob");
        insert(7, "Zoe");
        insert(7, "alice");
        insert(8, "carol");

        assertThat(channels().members(TEAM))
                .containsExactly("Zoe", "alice", "bob")
                .isUnmodifiable();
    }

    @Test
    void isMember_isExact() {
        insert(7, "alice");

        assertThat(channels().isMember(TEAM, "alice")).isTrue();
        assertThat(channels().isMember(TEAM, "Alice")).isFalse();
        assertThat(channels().isMember(TEAM, "bob")).isFalse();
        assertThat(channels().isMember(new ChannelId.Private(8), "alice")).isFalse();
    }

    @Test
    void aChannelThatDoesNotExist_hasNoMembers() {
        assertThat(channels().members(TEAM)).isEmpty();
    }

    private void insert(long channel, String user) {
        fixture.plain().sql("INSERT INTO private_channel_members VALUES (?, ?, 1.5, NULL)", channel, user);
    }

    private PrivateChannels channels() {
        return fixture.store().channels();
    }
}
