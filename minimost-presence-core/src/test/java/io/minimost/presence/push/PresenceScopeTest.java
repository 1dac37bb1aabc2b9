package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.channels.HistoryVisibility;
import io.minimost.presence.host.HostEvent;
import io.minimost.presence.testing.SteppedClock;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.PresenceState;
import io.minimost.presence.values.Status;
import io.minimost.presence.values.StatusSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections that ask for the presence of some users only. */
class PresenceScopeTest {
    private final PresenceStore store = PresenceStore.builder()
            .inMemory()
            .clock(new SteppedClock(StoreFixture.START))
            .manualSweeps()
            .open();
    private final EventHub hub = EventHub.builder(store).build();

    @AfterEach
    void close() {
        hub.close();
        store.close();
    }

    @Test
    void presenceOfUsers_beginsWithEach_andFollowsThemOnly() {
        report("bob", PresenceState.IDLE);
        TestClient ann = connect(ConnectRequest.of("ann").withPresenceOf(List.of("bob", "carol")));
        assertThat(presence(ann)).containsExactly(shown("bob", "idle"), shown("carol", "offline"));

        report("dave", PresenceState.ACTIVE);
        report("carol", PresenceState.ACTIVE);
        report("bob", PresenceState.ACTIVE);

        await().until(() -> presence(ann).contains(shown("bob", "active")));
        settle(ann);
        assertThat(presence(ann))
                .containsExactlyInAnyOrder(
                        shown("bob", "idle"),
                        shown("carol", "offline"),
                        shown("carol", "active"),
                        shown("bob", "active"));
        assertThat(ann.received()).noneMatch(event -> event.contains("online_users") || event.contains("dave"));
    }

    @Test
    void presenceOfUsers_includesTheirStatus() {
        TestClient ann = connect(ConnectRequest.of("ann").withPresenceOf(List.of("bob")));

        store.presence().statuses().set("bob", Status.by(StatusSource.MANUAL).withText("At lunch"));

        await().until(() -> presence(ann).stream().anyMatch(event -> event.contains("At lunch")));
        assertThat(ann.received()).noneMatch(event -> event.contains("event: statuses"));
    }

    @Test
    void presenceOfMembers_followsThePeopleOfEachChannel() {
        ChannelId.Private team =
                store.channels().create("Team", "ann", List.of("bob")).id();
        ChannelId direct = ChannelId.direct("ann", "dave");
        TestClient ann = connect(ConnectRequest.of("ann")
                .withChannels(List.of(team, direct, ChannelId.parse("general")))
                .withPresenceOfMembers());
        assertThat(members(ann, team))
                .containsExactly("{\"users\":{" + user("ann", "offline") + "," + user("bob", "offline") + "}}");

        report("stranger", PresenceState.ACTIVE);
        report("dave", PresenceState.ACTIVE);
        await().until(() -> last(members(ann, direct)).contains(user("dave", "active")));
        report("bob", PresenceState.IDLE);
        await().until(() -> last(members(ann, team)).contains(user("bob", "idle")));
        assertThat(last(members(ann, direct))).doesNotContain("bob");

        store.channels().addMember(team, "ann", "carol", HistoryVisibility.all());
        await().until(() -> last(members(ann, team)).contains(user("carol", "offline")));
        report("carol", PresenceState.HIDDEN);
        await().until(() -> last(members(ann, team)).contains(user("carol", "hidden")));

        store.channels().leave(team, "bob");
        await().until(() -> !last(members(ann, team)).contains("bob"));
        assertThat(ann.received()).noneMatch(event -> event.contains("stranger") || event.contains("online_users"));
    }

    @Test
    void presenceOfMembers_endsForAMemberWhoIsRemoved() {
        ChannelId.Private team =
                store.channels().create("Team", "ann", List.of("bob")).id();
        TestClient bob =
                connect(ConnectRequest.of("bob").withChannels(List.of(team)).withPresenceOfMembers());
        TestClient ann =
                connect(ConnectRequest.of("ann").withChannels(List.of(team)).withPresenceOfMembers());
        store.channels().removeMember(team, "ann", "bob");

        report("ann", PresenceState.ACTIVE);

        await().until(() -> ann.received().stream().anyMatch(event -> event.contains(user("ann", "active"))));
        settle(bob);
        assertThat(bob.received()).noneMatch(event -> event.contains(user("ann", "active")));
    }

    @Test
    void presenceOfNobody_isNone() {
        TestClient ann = connect(ConnectRequest.of("ann").withPresenceOf(List.of()));

        report("bob", PresenceState.ACTIVE);
        settle(ann);

        assertThat(ann.received()).noneMatch(event -> event.contains("bob") || event.contains("online_users"));
    }

    @Test
    void tooManyUsers_orNamesThatAreNotValid_areRefused() {
        List<String> many = IntStream.rangeClosed(0, ConnectRequest.MAX_USERS)
                .mapToObj(number -> "user" + number)
                .toList();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConnectRequest.of("ann").withPresenceOf(many))
                .withMessageContaining("501 users");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConnectRequest.of("ann").withPresenceOf(List.of("bob", "a:b")))
                .withMessageContaining("a:b");
    }

    private TestClient connect(ConnectRequest request) {
        TestClient client = new TestClient();
        hub.connect(request, client);
        return client;
    }

    private void report(String user, PresenceState state) {
        store.presence().update(user, state);
    }

    /** What was committed before was broadcast. */
    private void settle(TestClient client) {
        hub.publish(HostEvent.of("settled", "1"));
        await().until(() -> client.received().stream().anyMatch(event -> event.contains("settled")));
    }

    private static List<String> presence(TestClient client) {
        return data(client, "event: presence\ndata: ");
    }

    private static List<String> members(TestClient client, ChannelId channel) {
        return data(client, "event: member_presence:" + channel.text() + "\ndata: ");
    }

    private static List<String> data(TestClient client, String start) {
        String only = start.replace(":general", "");
        return client.received().stream()
                .filter(event -> event.startsWith(only))
                .map(event -> event.substring(only.length()))
                .toList();
    }

    private static String last(List<String> all) {
        return all.get(all.size() - 1);
    }

    private static String shown(String user, String state) {
        return "{\"users\":{" + user(user, state) + "}}";
    }

    private static String user(String user, String state) {
        return "\"" + user + "\":{\"state\":\"" + state + "\",\"status\":null}";
    }
}
