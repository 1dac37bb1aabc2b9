package io.minimost.presence.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.events.PresenceEvent.MemberAdded;
import io.minimost.presence.events.PresenceEvent.MemberLeft;
import io.minimost.presence.events.PresenceEvent.TypingStopped;
import io.minimost.presence.events.PresenceEvent.TypingStopped.Reason;
import io.minimost.presence.testing.Race;
import io.minimost.presence.testing.StoreFixture;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How users join and leave private channels. */
abstract class ChannelMembershipContract extends PrivateChannelsFixture {
    ChannelMembershipContract(StoreFixture fixture) {
        super(fixture);
    }

    @Test
    void addMember_tellsWhatBecameOfIt() {
        PrivateChannel team = create("alice");
        fixture.takeEvents();

        assertThat(channels().addMember(team.id(), "alice", "bob", HistoryVisibility.fromNow()))
                .isEqualTo(AddMemberResult.ADDED);
        assertThat(channels().addMember(team.id(), "bob", "alice", HistoryVisibility.all()))
                .isEqualTo(AddMemberResult.ALREADY_A_MEMBER);
        assertThat(channels().addMember(team.id(), "bob", "bob", HistoryVisibility.all()))
                .isEqualTo(AddMemberResult.ALREADY_A_MEMBER);
        assertThat(channels().addMember(team.id(), "bob", "carol", HistoryVisibility.all()))
                .isEqualTo(AddMemberResult.ADDED);

        assertThat(channels().members(team.id())).containsExactly("alice", "bob", "carol");
        assertThat(fixture.takeEvents())
                .containsExactly(
                        new MemberAdded("private:1", "bob", "alice", START),
                        new MemberAdded("private:1", "carol", "bob", START));
    }

    @Test
    void leave_endsTheMembershipAndTheTyping() {
        PrivateChannel team = create("alice", "bob");
        fixture.store().typing().start("bob", "private:1");
        fixture.store().typing().start("bob", "general");
        fixture.store().typing().start("alice", "private:1");
        fixture.takeEvents();

        assertThat(channels().leave(team.id(), "bob")).isTrue();
        assertThat(channels().leave(team.id(), "bob")).isFalse();

        assertThat(channels().members(team.id())).containsExactly("alice");
        assertThat(channels().channelsOf("bob")).isEmpty();
        assertThat(fixture.store().typing().typingUsers("private:1", "me")).containsExactly("alice");
        assertThat(fixture.store().typing().typingUsers("general", "me")).containsExactly("bob");
        assertThat(fixture.takeEvents())
                .containsExactly(
                        new TypingStopped("private:1", "bob", Reason.STOPPED, START),
                        new MemberLeft("private:1", "bob", "bob", START));
    }

    @Test
    void remove_tellsWhatBecameOfIt() {
        PrivateChannel team = create("alice", "bob");
        fixture.store().typing().start("bob", "private:1");
        fixture.takeEvents();

        assertThat(channels().removeMember(team.id(), "carol", "bob")).isEqualTo(RemoveMemberResult.NOT_ALLOWED);
        assertThat(channels().removeMember(team.id(), "alice", "carol")).isEqualTo(RemoveMemberResult.NO_SUCH_MEMBER);
        assertThat(channels().removeMember(team.id(), "alice", "bob")).isEqualTo(RemoveMemberResult.REMOVED);
        assertThat(channels().removeMember(team.id(), "bob", "alice")).isEqualTo(RemoveMemberResult.NOT_ALLOWED);
        assertThat(channels().removeMember(team.id(), "alice", "alice")).isEqualTo(RemoveMemberResult.REMOVED);

        assertThat(fixture.store().typing().typingUsers("private:1", "me")).isEmpty();
        assertThat(fixture.takeEvents())
                .containsExactly(
                        new TypingStopped("private:1", "bob", Reason.STOPPED, START),
                        new MemberLeft("private:1", "bob", "alice", START),
                        new MemberLeft("private:1", "alice", "alice", START));
    }

    @Test
    void addMember_byManyAtOnce_addsOnce() throws Exception {
        PrivateChannel team = create("alice");
        fixture.takeEvents();

        List<AddMemberResult> outcomes =
                Race.run(1, () -> channels().addMember(team.id(), "alice", "bob", HistoryVisibility.fromNow()));

        assertThat(Collections.frequency(outcomes, AddMemberResult.ADDED)).isEqualTo(1);
        assertThat(Collections.frequency(outcomes, AddMemberResult.ALREADY_A_MEMBER))
                .isEqualTo(Race.THREADS - 1);
        assertThat(fixture.takeEvents()).containsExactly(new MemberAdded("private:1", "bob", "alice", START));
    }

    @Test
    void leave_manyAtOnce_leavesOnce() throws Exception {
        PrivateChannel team = create("alice", "bob");
        fixture.takeEvents();

        List<Boolean> outcomes = Race.run(1, () -> channels().leave(team.id(), "bob"));

        assertThat(Collections.frequency(outcomes, true)).isEqualTo(1);
        assertThat(fixture.takeEvents()).containsExactly(new MemberLeft("private:1", "bob", "bob", START));
    }
}
