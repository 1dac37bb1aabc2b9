package io.minimost.presence.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.minimost.presence.events.PresenceEvent.ChannelCreated;
import io.minimost.presence.events.PresenceEvent.ChannelDeleted;
import io.minimost.presence.events.PresenceEvent.ChannelRenamed;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.EpochSeconds;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How private channels are created, found, renamed and deleted. */
abstract class PrivateChannelsContract extends PrivateChannelsFixture {
    static final ChannelId.Private UNKNOWN = new ChannelId.Private(99);

    PrivateChannelsContract(StoreFixture fixture) {
        super(fixture);
    }

    @Test
    void create_returnsTheChannel() {
        PrivateChannel team = channels().create("\u2003 Team one\n", "alice", List.of("bob", "Zoe", "bob", "alice"));

        assertThat(team)
                .isEqualTo(new PrivateChannel(
                        new ChannelId.Private(1),
                        "Team one",
                        Optional.of("alice"),
                        START,
                        List.of("Zoe", "alice", "bob")));
        assertThat(channels().find(team.id())).contains(team);
        assertThat(fixture.takeEvents())
                .containsExactly(
                        new ChannelCreated("private:1", "Team one", "alice", List.of("Zoe", "alice", "bob"), START));
    }

    @Test
    void create_alone_isPossible_andNumbersGoOn() {
        assertThat(create("alice").members()).containsExactly("alice");
        assertThat(create("alice").id()).isEqualTo(new ChannelId.Private(2));
        fixture.store().deleteChannel("private:2");
        assertThat(create("alice").id()).as("no number is used twice").isEqualTo(new ChannelId.Private(3));
    }

    @Test
    void create_takesTheTimeThatTheFileHolds() {
        fixture.clock().set(Instant.ofEpochSecond(1_795_487_159L, 159_127_123));

        PrivateChannel team = create("alice");

        assertThat(team.createdAt())
                .isEqualTo(EpochSeconds.asStored(fixture.clock().instant()));
        assertThat(channels().find(team.id())).contains(team);
    }

    @Test
    void names_mayHaveEightyCharacters() {
        String longest = "\ud83d\ude00".repeat(80);
        PrivateChannel team = channels().create(" " + longest + " ", "alice", List.of());
        assertThat(team.name()).isEqualTo(longest);

        for (String name : List.of("", "  ", "\u2003\n", longest + "x", "a\u0000b", "a\nb", "\ud800")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> channels().create(name, "alice", List.of()))
                    .withMessageContaining("channel name");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> channels().rename(team.id(), "alice", name))
                    .withMessageContaining("channel name");
        }
        assertThat(channels().channelsOf("alice")).containsExactly(team);
    }

    @Test
    void create_withTooManyFounders_isRefused() {
        List<String> many = IntStream.range(0, 200).mapToObj(i -> "user" + i).toList();

        assertThat(channels().create("Team", "user7", many).members()).hasSize(200);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> channels().create("Team", "alice", many))
                .withMessageContaining("201");
    }

    @Test
    void mine_areTheChannelsOfAMember_oldestFirst() {
        PrivateChannel first = create("alice", "bob");
        create("carol");
        PrivateChannel third = create("bob", "alice");
        fixture.takeEvents();

        assertThat(channels().channelsOf("alice")).containsExactly(first, third).isUnmodifiable();
        assertThat(channels().channelsOf("Alice")).isEmpty();
        assertThat(channels().isMember(first.id(), "bob")).isTrue();
        assertThat(channels().isMember(first.id(), "carol")).isFalse();
        assertThat(channels().members(first.id()))
                .containsExactly("alice", "bob")
                .isUnmodifiable();
    }

    @Test
    void unknownChannel_isLikeOneOfOthers() {
        PrivateChannel others = create("carol");
        fixture.takeEvents();
        for (ChannelId.Private channel : List.of(UNKNOWN, others.id())) {
            assertThat(channels().rename(channel, "alice", "Mine")).isFalse();
            assertThat(channels().addMember(channel, "alice", "bob", HistoryVisibility.all()))
                    .isEqualTo(AddMemberResult.NOT_ALLOWED);
            assertThat(channels().addMember(channel, "alice", "carol", HistoryVisibility.all()))
                    .isEqualTo(AddMemberResult.NOT_ALLOWED);
            assertThat(channels().removeMember(channel, "alice", "carol")).isEqualTo(RemoveMemberResult.NOT_ALLOWED);
            assertThat(channels().leave(channel, "alice")).isFalse();
            assertThat(channels().isMember(channel, "alice")).isFalse();
            assertThat(channels().historyStart(channel, "alice")).isEmpty();
        }
        assertThat(channels().find(UNKNOWN)).isEmpty();
        assertThat(channels().members(UNKNOWN)).isEmpty();
        assertThat(channels().find(others.id())).contains(others);
        assertThat(fixture.takeEvents()).isEmpty();
    }

    @Test
    void rename_byAMember_isPublishedOnce() {
        PrivateChannel team = create("alice", "bob");
        PrivateChannel other = create("alice", "bob");
        fixture.takeEvents();

        assertThat(channels().rename(team.id(), "bob", " New name ")).isTrue();
        assertThat(channels().rename(team.id(), "bob", "New name")).isTrue();

        assertThat(channels().find(team.id())).map(PrivateChannel::name).contains("New name");
        assertThat(channels().find(other.id())).contains(other);
        assertThat(fixture.takeEvents()).containsExactly(new ChannelRenamed("private:1", "New name", "bob", START));
    }

    @Test
    void deleteChannel_removesMembersAndName() {
        PrivateChannel team = create("alice", "bob");
        PrivateChannel other = create("alice");
        fixture.takeEvents();

        fixture.store().deleteChannel("private:1");

        assertThat(channels().find(team.id())).isEmpty();
        assertThat(channels().members(team.id())).isEmpty();
        assertThat(channels().channelsOf("alice")).containsExactly(other);
        assertThat(fixture.takeEvents()).containsExactly(new ChannelDeleted("private:1", START));
    }
}
