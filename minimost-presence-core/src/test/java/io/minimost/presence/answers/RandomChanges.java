package io.minimost.presence.answers;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.calls.Call;
import io.minimost.presence.channels.HistoryVisibility;
import io.minimost.presence.presence.PresenceOverride;
import io.minimost.presence.presence.PrivacySettings;
import io.minimost.presence.presence.ReceiptPrivacy;
import io.minimost.presence.presence.SessionKind;
import io.minimost.presence.screenshare.ScreenShare;
import io.minimost.presence.signaling.SignalType;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.Availability;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.MessageRef;
import io.minimost.presence.values.PresenceState;
import io.minimost.presence.values.Status;
import io.minimost.presence.values.StatusSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Changes of a store of every kind, each with its description. */
final class RandomChanges {
    static final List<String> USERS = List.of("alice", "bob", "carol");

    private final StoreFixture fixture;
    private final Random random;
    private final List<Runnable> changes = new ArrayList<>();
    private final List<String> teams = new ArrayList<>();
    private String what = "";

    RandomChanges(StoreFixture fixture, Random random) {
        this.fixture = fixture;
        this.random = random;
        // The more often, the more lines.
        changes.addAll(List.of(this::type, this::type, this::type, this::stopTyping, this::stopTyping));
        changes.addAll(List.of(this::report, this::report, this::override, this::session, this::session, this::status));
        changes.addAll(List.of(this::privacy, this::read, this::read, this::readUpTo, this::receive, this::readPoint));
        changes.addAll(List.of(this::react, this::foundTeam, this::renameTeam, this::addMember, this::removeMember));
        changes.addAll(
                List.of(this::call, this::call, this::answer, this::answer, this::hangUp, this::beat, this::invite));
        changes.addAll(List.of(this::signal, this::media, this::share, this::unshare, this::delete));
        changes.addAll(List.of(
                this::reset,
                this::sweep,
                this::sweep,
                this::letTimePass,
                this::letTimePass,
                this::letTimePass,
                this::setClock));
    }

    /** The channels that answers are about. */
    List<String> channels() {
        List<String> channels = new ArrayList<>(List.of("general", "dm:alice:bob"));
        channels.addAll(teams);
        return channels;
    }

    String makeOne() {
        any(changes).run();
        return what;
    }

    private PresenceStore store() {
        return fixture.store();
    }

    private void type() {
        String user = user("type");
        store().typing().start(user, channel());
    }

    private void stopTyping() {
        store().typing().stop(user("stop typing"), channel());
    }

    private void report() {
        store().presence().update(user("report"), any(List.of(PresenceState.values())));
    }

    private void override() {
        String user = user("override");
        if (random.nextBoolean()) {
            store().presence().setOverride(user, any(List.of(PresenceOverride.values())));
        } else {
            store().presence().clearOverride(user);
        }
    }

    private void session() {
        String user = user("session");
        String id = "session" + random.nextInt(3);
        switch (random.nextInt(4)) {
            case 0 ->
                store().presence()
                        .sessions()
                        .open(user, id, any(List.of(SessionKind.values())), any(List.of(PresenceState.values())));
            case 1 -> store().presence().sessions().report(user, id, any(List.of(PresenceState.values())));
            case 2 -> store().presence().sessions().renew(user, id);
            default -> store().presence().sessions().end(user, id);
        }
    }

    private void status() {
        String user = user("status");
        if (random.nextBoolean()) {
            Instant until = fixture.clock().instant().plusMillis(1 + random.nextInt(9000));
            store().presence()
                    .statuses()
                    .set(
                            user,
                            Status.by(StatusSource.MANUAL)
                                    .with(any(List.of(Availability.ACTIVE, Availability.DO_NOT_DISTURB)))
                                    .withEnd(until));
        } else {
            store().presence().statuses().clear(user, StatusSource.MANUAL);
        }
    }

    private void privacy() {
        String user = user("privacy");
        PrivacySettings base = PrivacySettings.DEFAULT;
        store().presence()
                .privacy()
                .set(
                        user,
                        any(List.of(
                                base,
                                base,
                                base.withInvisible(true),
                                base.withSendsTyping(false),
                                base.withReceipts(ReceiptPrivacy.PRIVATE))));
    }

    private void read() {
        store().receipts().markRead(channel(), user("read"), List.of(message().at()));
    }

    private void readUpTo() {
        store().receipts().markReadUpTo(channel(), user("read up to"), message().at());
    }

    private void receive() {
        store().receipts()
                .deliveries()
                .markDelivered(channel(), user("receive"), message().at());
    }

    private void readPoint() {
        String user = user("read point");
        if (random.nextBoolean()) {
            store().receipts()
                    .readPoints()
                    .markReadPrivately(channel(), user, message().at());
        } else {
            store().receipts().readPoints().markUnreadFrom(user, message());
        }
    }

    private void react() {
        store().reactions().toggle(message(), "rocket", user("react"));
    }

    private void foundTeam() {
        String user = user("found team");
        if (teams.size() < 3) {
            teams.add(store().channels()
                    .create("Team", user, List.of("carol"))
                    .id()
                    .text());
        }
    }

    private void renameTeam() {
        team().ifPresent(team -> store().channels().rename(team, user("rename team"), "Crew " + random.nextInt(9)));
    }

    private void addMember() {
        team().ifPresent(team ->
                store().channels().addMember(team, "carol", user("add member"), HistoryVisibility.all()));
    }

    private void removeMember() {
        team().ifPresent(team -> store().channels().removeMember(team, "carol", user("remove member")));
    }

    private void call() {
        store().calls().initiate(channel(), user("call"));
    }

    private void answer() {
        String user = user("answer");
        liveCall().ifPresent(call -> store().calls().accept(call, user));
    }

    private void hangUp() {
        String user = user("hang up");
        liveCall().ifPresent(call -> store().calls().end(call, user));
    }

    private void beat() {
        String user = user("heartbeat");
        liveCall().ifPresent(call -> store().calls().heartbeat(call, user));
    }

    private void invite() {
        String user = user("invite");
        liveCall().ifPresent(call -> store().calls().invite(call, "alice", user));
    }

    private void signal() {
        String user = user("signal");
        liveCall().ifPresent(call -> store().calls().signals().send(call, user, "bob", SignalType.OFFER, "{}"));
    }

    private void media() {
        String user = user("media");
        liveCall().ifPresent(call -> store().calls().media().append(call, user, Optional.empty(), new byte[] {1}));
    }

    private void share() {
        store().screenShares().start(channel(), user("share"));
    }

    private void unshare() {
        String user = user("stop share");
        store().screenShares().active(channel()).stream()
                .map(ScreenShare::id)
                .forEach(share -> store().screenShares().stop(share, user));
    }

    private void delete() {
        switch (random.nextInt(8)) {
            case 0 -> store().deleteUser(user("delete"));
            case 1 -> store().deleteChannel(channel());
            default -> store().deleteMessage(message());
        }
    }

    private void reset() {
        what = "reset";
        if (random.nextInt(4) == 0) {
            fixture.resetLiveState();
        }
    }

    private void sweep() {
        what = "sweep";
        fixture.sweep();
    }

    private void letTimePass() {
        Duration duration = random.nextInt(4) == 0
                ? Duration.ofSeconds(random.nextInt(100))
                : Duration.ofMillis(random.nextInt(2500));
        what = "wait " + duration;
        fixture.clock().step(duration);
    }

    private void setClock() {
        Duration duration = Duration.ofMillis(random.nextInt(14_000) - 7000);
        what = "set the clock by " + duration;
        fixture.clock().step(duration);
    }

    private Optional<String> liveCall() {
        return store().calls().active(channel()).map(Call::id);
    }

    private Optional<ChannelId.Private> team() {
        return teams.isEmpty() ? Optional.empty() : ChannelId.Private.find(any(teams));
    }

    private MessageRef message() {
        return new MessageRef(channel(), StoreFixture.START.plusSeconds(random.nextInt(5)));
    }

    private String channel() {
        String channel = any(channels());
        what += " in " + channel;
        return channel;
    }

    private String user(String doing) {
        String user = any(USERS);
        what = doing + " by " + user;
        return user;
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
