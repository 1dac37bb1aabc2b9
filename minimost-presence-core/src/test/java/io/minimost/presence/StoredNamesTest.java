package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.calls.Call;
import io.minimost.presence.calls.IncomingCall;
import io.minimost.presence.channels.HistoryVisibility;
import io.minimost.presence.channels.PrivateChannel;
import io.minimost.presence.channels.RemoveMemberResult;
import io.minimost.presence.events.FactFilter;
import io.minimost.presence.events.LoggedFact;
import io.minimost.presence.media.MediaTrack;
import io.minimost.presence.presence.PresenceOverride;
import io.minimost.presence.push.ConnectRequest;
import io.minimost.presence.push.EndReason;
import io.minimost.presence.push.EventHub;
import io.minimost.presence.push.EventSink;
import io.minimost.presence.push.OutgoingEvent;
import io.minimost.presence.reactions.Reaction;
import io.minimost.presence.reactions.ToggleResult;
import io.minimost.presence.screenshare.ScreenShare;
import io.minimost.presence.screenshare.StopShareResult;
import io.minimost.presence.signaling.Signal;
import io.minimost.presence.signaling.SignalType;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.MessageRef;
import io.minimost.presence.values.PresenceState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of users and channels that this version refuses, and that an older one has stored. They can be read and removed. */
class StoredNamesTest {
    private static final ChannelId.Private TEAM = new ChannelId.Private(1);
    private static final Instant AT = StoreFixture.START;
    private static final Optional<MediaTrack> NO_TRACK = Optional.empty();

    @RegisterExtension
    final StoreFixture fixture = StoreFixture.inFile();

    /** What an older version has stored of {@code name}, as a user and as a channel, and in a channel with bob. */
    private String store(String name) {
        String dm =
                "dm:" + String.join(":", List.of("bob", name).stream().sorted().toList());
        double now = AT.getEpochSecond();
        sql("INSERT INTO presence VALUES (?, ?, 'active', 'idle')", name, now);
        sql("INSERT INTO private_channels VALUES (1, ?, ?, ?)", name, name, now);
        sql("INSERT INTO private_channel_members VALUES (1, ?, ?, NULL), (1, 'bob', ?, NULL)", name, now, now);
        for (String channel : List.of(name, dm, "private:1")) {
            sql("INSERT INTO typing VALUES (?, ?, ?)", name, channel, now);
            sql("INSERT INTO read_receipts VALUES (?, ?, ?)", channel, now, name);
            sql("INSERT INTO mp_read_watermarks VALUES (?, ?, ?)", channel, name, now);
            sql("INSERT INTO message_reactions VALUES (?, ?, ?, ?)", channel, now, "rocket", name);
            sql("INSERT INTO screenshares VALUES (?, ?, ?, 'active', ?, NULL)", "s-" + channel, channel, name, now);
        }
        sql("INSERT INTO calls VALUES ('c1', ?, 'bob', 'ringing', ?, NULL, NULL, NULL)", dm, now);
        sql(
                "INSERT INTO call_participants VALUES ('c1', 'bob', 'initiator', 'accepted', ?, NULL, 0, ?, ?),"
                        + " ('c1', ?, 'participant', 'pending', NULL, NULL, 0, ?, NULL)",
                now,
                now,
                now,
                name,
                now);
        sql("INSERT INTO call_signals VALUES (1, 'c1', 'bob', ?, 'offer', '{}', ?)", name, now);
        return dm;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"CORP\\alice", "50%", "a/b", ";", "..", "x\u00a0", "\u200b", "ali\u200bce", "a\u202e", "\uffff"})
    void storedNames_areRead(String name) {
        String dm = store(name);
        PresenceStore store = fixture.store();

        assertThat(store.presence().recentStates()).containsEntry(name, PresenceState.IDLE);
        assertThat(store.presence().statesOf(List.of(name))).containsEntry(name, PresenceState.IDLE);
        assertThat(store.presence().override(name)).contains(PresenceOverride.IDLE);
        assertThat(store.presence().lastSeen(name)).contains(AT);
        for (String channel : List.of(name, dm, "private:1")) {
            MessageRef message = new MessageRef(channel, AT);
            assertThat(store.typing().typingUsers(channel)).containsExactly(name);
            assertThat(store.typing().typingUsers(channel, "bob")).containsExactly(name);
            assertThat(store.typing().typingUsers(List.of(channel), name)).isEqualTo(Map.of(channel, List.of()));
            assertThat(store.receipts().receiptsOf(channel)).isEqualTo(Map.of(AT, List.of(name)));
            assertThat(store.receipts().receiptsOf(channel, List.of(AT))).isEqualTo(Map.of(AT, List.of(name)));
            assertThat(store.receipts().watermarks(channel)).isEqualTo(Map.of(name, AT));
            assertThat(store.receipts().lastRead(channel, name)).contains(AT);
            assertThat(store.reactions().reactionsTo(message)).containsExactly(new Reaction("rocket", List.of(name)));
            assertThat(store.screenShares().active(channel))
                    .extracting(ScreenShare::sharer)
                    .containsExactly(name);
        }
        assertThat(store.channels().members(TEAM)).contains(name, "bob");
        assertThat(store.channels().channelsOf(name))
                .singleElement()
                .extracting(PrivateChannel::name)
                .isEqualTo(name);
        assertThat(store.channels().isMember(TEAM, name)).isTrue();
        assertThat(store.channels().takesPart(TEAM, name)).isTrue();
        assertThat(store.channels().historyStart(TEAM, name)).contains(Instant.EPOCH);
        assertThat(store.calls().active(dm)).map(Call::id).contains("c1");
        assertThat(store.calls().callsOf(name)).extracting(Call::id).containsExactly("c1");
        assertThat(store.calls().incoming(name)).extracting(IncomingCall::call).containsExactly("c1");
        assertThat(store.calls().signals().waiting("c1", name, 0))
                .extracting(Signal::type)
                .containsExactly(SignalType.OFFER);
        assertThat(store.calls().media().read("c1", "bob", name, NO_TRACK, OptionalLong.empty()))
                .isPresent();
        assertThat(store.screenShares().signals().waiting("s-" + dm, name, 0)).isEmpty();
        assertThat(store.screenShares().media().read("s-" + name, name, OptionalLong.empty()))
                .as("nobody may use a channel of that name")
                .isEmpty();
        assertThat(store.snapshot(name, List.of(name, dm)).typingUsers()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CORP\\alice", "50%", "x\u00a0", "\u200b"})
    void storedNames_areRemovedOneByOne(String name) {
        String dm = store(name);
        PresenceStore store = fixture.store();
        List<LoggedFact> facts = new ArrayList<>();
        store.events().onFacts(FactFilter.reader(name, List.of(name, dm)), facts::add);

        assertThat(store.typing().stop(name, dm)).isTrue();
        store.typing().stopEverywhere(name);
        assertThat(store.typing().typingUsers(name)).isEmpty();
        assertThat(store.reactions().remove(new MessageRef(dm, AT), "rocket", name))
                .isEqualTo(ToggleResult.REMOVED);
        assertThat(store.screenShares().stop("s-" + dm, name)).isEqualTo(StopShareResult.STOPPED);
        assertThat(store.calls().reject("c1", name)).isTrue();
        assertThat(store.channels().removeMember(TEAM, "bob", name)).isEqualTo(RemoveMemberResult.REMOVED);
        assertThat(store.channels().leave(TEAM, name)).isFalse();
        store.deleteMessage(new MessageRef(name, AT));
        assertThat(store.receipts().receiptsOf(name)).isEmpty();
        store.deleteChannel(name);
        store.deleteChannel(dm);

        assertThat(facts).isNotEmpty();
        for (String table : List.of("typing", "read_receipts", "message_reactions", "screenshares", "calls")) {
            assertThat(plain("SELECT count(*) FROM " + table + " WHERE channel <> 'private:1'"))
                    .as(table)
                    .isEqualTo("0");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CORP\\alice", "50%", "x\u00a0", "\u200b"})
    void usersWithStoredNames_areDeleted(String name) {
        store(name);

        fixture.store().deleteUser(name);

        assertThat(fixture.store().presence().recentStates()).isEmpty();
        assertThat(fixture.store().channels().members(TEAM)).containsExactly("bob");
        for (String column : List.of(
                "typing.user",
                "read_receipts.reader",
                "message_reactions.reactor",
                "screenshares.sharer",
                "call_participants.username",
                "call_signals.to_user",
                "mp_read_watermarks.reader")) {
            String[] parts = column.split("\\.", -1);
            assertThat(plain("SELECT count(*) FROM " + parts[0] + " WHERE " + parts[1] + " = ?", name))
                    .as(column)
                    .isEqualTo("0");
        }
    }

    /** Also the push, which reads the facts about such users and channels. */
    @ParameterizedTest
    @ValueSource(strings = {"CORP\\alice", "50%", "x\u00a0", "\u200b"})
    void connections_surviveStoredNames(String name) {
        String dm = store(name);
        List<String> received = new CopyOnWriteArrayList<>();
        try (EventHub hub = EventHub.builder(fixture.store()).build()) {
            hub.connect(ConnectRequest.of("bob").withChannels(List.of(TEAM)), sink(received));
            hub.unreadChanged(name);
            hub.disconnect(name);
            fixture.store().calls().end("c1", name);
            fixture.store().deleteChannel(name);
            fixture.store().deleteChannel(dm);
            fixture.store().channels().removeMember(TEAM, "bob", name);
            fixture.store().deleteUser(name);
            fixture.store().reactions().add(new MessageRef(TEAM, AT), "tada", "bob");

            await().untilAsserted(() -> assertThat(received).anyMatch(event -> event.contains("tada")));
            assertThat(hub.openConnections()).isOne();
        }
    }

    private static EventSink sink(List<String> received) {
        return new EventSink() {
            @Override
            public void write(OutgoingEvent event, Runnable onDone) {
                received.add(new String(event.toServerSentEvent(), StandardCharsets.UTF_8));
                onDone.run();
            }

            @Override
            public void end(EndReason reason) {}
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"CORP\\alice", "50%", "a/b", ";", "..", "x\u00a0", "\u200b", "ali\u200bce", "a\u202e", "\uffff"})
    void nothingNew_isStored(String name) {
        String dm = store(name);
        PresenceStore store = fixture.store();
        String before = fixture.contents();

        refused(() -> store.typing().start(name, "general"));
        refused(() -> store.typing().start("bob", name));
        refused(() -> store.typing().start("bob", dm));
        refused(() -> store.presence().update(name, PresenceState.ACTIVE));
        refused(() -> store.presence().setOverride(name, PresenceOverride.IDLE));
        refused(() -> store.receipts().markRead("general", name, List.of(AT)));
        refused(() -> store.receipts().markRead(dm, "bob", List.of(AT)));
        refused(() -> store.receipts().markReadUpTo(name, "bob", AT));
        refused(() -> store.reactions().add(new MessageRef(dm, AT), "tada", "bob"));
        refused(() -> store.reactions().toggle(new MessageRef(name, AT), "tada", "bob"));
        refused(() -> store.reactions().toggle(new MessageRef("general", AT), "tada", name));
        refused(() -> store.channels().create("Team", name, List.of()));
        refused(() -> store.channels().create("Team", "bob", List.of(name)));
        refused(() -> store.channels().addMember(TEAM, "bob", name, HistoryVisibility.all()));
        refused(() -> store.channels().rename(TEAM, name, "Crew"));
        refused(() -> store.calls().initiate(dm, "bob"));
        refused(() -> store.calls().accept("c1", name));
        refused(() -> store.calls().invite("c1", "bob", name));
        refused(() -> store.calls().shareScreen("c1", name, true));
        refused(() -> store.calls().signals().send("c1", "bob", name, SignalType.OFFER, "{}"));
        refused(() -> store.calls().media().append("c1", name, NO_TRACK, new byte[1]));
        refused(() -> store.screenShares().start(name, "bob"));
        refused(() -> store.screenShares().start("general", name));
        refused(() -> store.screenShares().media().append("s-" + dm, name, new byte[1]));

        assertThat(fixture.contents()).isEqualTo(before);
    }

    private static void refused(ThrowingCallable call) {
        assertThatIllegalArgumentException().isThrownBy(call);
    }

    private void sql(String sql, Object... arguments) {
        fixture.plain().sql(sql, arguments);
    }

    private String plain(String query, Object... arguments) {
        return fixture.plain().text(query, arguments);
    }
}
