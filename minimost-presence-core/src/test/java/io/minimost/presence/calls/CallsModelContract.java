package io.minimost.presence.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.channels.HistoryVisibility;
import io.minimost.presence.media.MediaOutcome;
import io.minimost.presence.media.MediaTrack;
import io.minimost.presence.signaling.SendSignalResult;
import io.minimost.presence.signaling.SignalType;
import io.minimost.presence.testing.PlainConnection;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.ChannelId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random calls by several users, on a clock that jumps: the store must return and show what the model does. The name of a
 * run that failed has its seed; {@code -Dminimost.seed=<seed>} repeats it.
 */
abstract class CallsModelContract {
    private static final String SEED = "minimost.seed";
    private static final List<String> USERS = List.of("Zoe", "alice", "bob", "carol", "dave");
    private static final ChannelId.Private TEAM = new ChannelId.Private(1);
    static final Optional<MediaTrack> CAMERA = Optional.of(MediaTrack.CAM);

    @RegisterExtension
    final StoreFixture fixture;

    private final Map<String, Set<String>> people = new LinkedHashMap<>();
    private final Map<String, CallState> finals = new TreeMap<>();
    private final List<String> ids = new ArrayList<>(List.of("no-such-call"));
    private CallsModel model = new CallsModel(people, StoreFixture.START);
    private Random random = new Random(0);
    /** Whether a sweep has run since the clock was stepped; calls that timed out must not be shown in either case. */
    private boolean isSwept = true;

    CallsModelContract(StoreFixture fixture) {
        this.fixture = fixture;
    }

    /** The store that does the next step; several on one database must behave like one. */
    abstract PresenceStore anyStore(Random random);

    int steps() {
        return 1500;
    }

    /** As a host does it that is the only one. */
    void resetLiveState(PresenceStore store) {
        store.resetLiveState();
    }

    static LongStream seeds() {
        Long seed = Long.getLong(SEED);
        // The same two each time, and a new one.
        return seed != null ? LongStream.of(seed) : LongStream.of(1, 2, System.nanoTime());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void store_behavesLikeTheModel(long seed) {
        random = new Random(seed);
        for (String channel : List.of("general", "dm:alice:bob", "dm:Zoe:alice:carol")) {
            people.put(
                    channel,
                    channel.startsWith("dm:") ? Set.of(channel.substring(3).split(":")) : Set.of());
        }
        people.put(TEAM.text(), new TreeSet<>(USERS.subList(0, 3)));
        fixture.store().channels().create("Team", "Zoe", USERS.subList(0, 3));
        for (int step = 0; step < steps(); step++) {
            String what = "-D%s=%d, step %d: ".formatted(SEED, seed, step) + act(anyStore(random));
            compare(what, anyStore(random));
        }
        allUsersLeave();
    }

    /** Does the same to both; returns what. */
    private String act(PresenceStore store) {
        Calls calls = store.calls();
        String user = any(USERS);
        String other = any(USERS);
        String id = random.nextInt(4) > 0 ? ids.get(ids.size() - 1) : any(ids);
        int dice = random.nextInt(100);
        if (dice < 10) {
            String channel = any(List.copyOf(people.keySet()));
            InitiateResult initiated = calls.initiate(channel, user);
            Optional<String> started = initiated.call().map(Call::id);
            assertThat(model.initiate(channel, user, started.orElse(null)))
                    .as("initiate %s %s", channel, user)
                    .isEqualTo(initiated.outcome());
            started.filter(call -> !ids.contains(call)).ifPresent(ids::add);
            return "initiate " + channel + " " + user;
        } else if (dice < 28) {
            return same("accept", id, user, calls.accept(id, user).outcome(), model.accept(id, user));
        } else if (dice < 32) {
            return same("reject", id, user, calls.reject(id, user), model.leaveOrDecline(id, user));
        } else if (dice < 37) {
            return same("end", id, user, calls.end(id, user), model.leaveOrDecline(id, user));
        } else if (dice < 44) {
            return same("invite", id, user + " " + other, calls.invite(id, user, other), model.invite(id, user, other));
        } else if (dice < 48) {
            return same(
                    "gone",
                    id,
                    user + " " + other,
                    calls.reportGone(id, user, other),
                    model.reportGone(id, user, other));
        } else if (dice < 59) {
            // A heartbeat before the sweep keeps a user in the call whom the model has removed.
            sweep(store);
            return same("heartbeat", id, user, calls.heartbeat(id, user), model.heartbeat(id, user));
        } else if (dice < 73) {
            // Mostly on: else several users would hardly ever share at once.
            boolean on = random.nextInt(4) > 0;
            String sharer = mostlyAUserInTheCall(id, user);
            return same("share " + on, id, sharer, calls.shareScreen(id, sharer, on), model.share(id, sharer, on));
        } else if (dice < 76) {
            sweep(store);
            MediaOutcome recorded = calls.media().putInit(id, user, CAMERA, "video/webm", new byte[] {1});
            return same("record", id, user, recorded, model.record(id, user));
        } else if (dice < 84) {
            SendSignalResult sent =
                    calls.signals().send(id, user, other, SignalType.OFFER, "\"" + user + ">" + other + "\"");
            return same("send", id, user + " " + other, sent, model.send(id, user, other));
        } else if (dice < 88) {
            return changeMembers(store, user, other);
        } else if (dice < 89) {
            return resetOrDelete(store, user);
        }
        return "clock " + stepClock(store);
    }

    /** Mostly forward, and mostly not far. */
    private Duration stepClock(PresenceStore store) {
        sweep(store);
        boolean isBack = random.nextInt(12) == 0;
        Duration duration = Duration.ofMillis(random.nextInt(4) == 0 ? random.nextInt(70_000) : random.nextInt(9000));
        Duration step = isBack ? duration.multipliedBy(-20) : duration;
        fixture.clock().step(step);
        model.setClock(fixture.clock().instant());
        isSwept = false;
        if (isBack || random.nextBoolean()) {
            sweep(store);
        }
        return step;
    }

    private void sweep(PresenceStore store) {
        store.sweep();
        isSwept = true;
    }

    private String changeMembers(PresenceStore store, String user, String other) {
        if (members().remove(user)) {
            store.channels().leave(TEAM, user);
            model.removeLostMember(TEAM.text(), user);
            return "leave " + user;
        }
        if (members().isEmpty()) {
            return "no member is left to add another";
        }
        store.channels().addMember(TEAM, members().iterator().next(), other, HistoryVisibility.all());
        members().add(other);
        return "add " + other;
    }

    private String resetOrDelete(PresenceStore store, String user) {
        if (random.nextBoolean()) {
            // Without a sweep, the reset would end calls that have timed out, for a reason of its own.
            sweep(store);
            resetLiveState(store);
            model.reset();
            return "reset";
        }
        store.deleteUser(user);
        model.deleteUser(user);
        members().remove(user);
        if (random.nextBoolean()) {
            store.deleteChannel(TEAM.text());
            model.deleteChannel(TEAM.text());
            members().clear();
        }
        return "delete " + user;
    }

    private static String same(String what, String id, String who, Object answered, Object expected) {
        assertThat(answered).as("%s %s %s", what, id, who).isEqualTo(expected);
        return what + " " + id + " " + who;
    }

    private Set<String> members() {
        return Objects.requireNonNull(people.get(TEAM.text()));
    }

    /** Compares the newest calls and some of the old ones. */
    private void compare(String what, PresenceStore store) {
        List<String> some = new ArrayList<>(ids.subList(Math.max(0, ids.size() - 4), ids.size()));
        some.addAll(List.of(any(ids), any(ids)));
        compare(what, store, some);
    }

    private void compare(String what, PresenceStore store, List<String> some) {
        Calls calls = store.calls();
        for (String id : some) {
            Optional<Call> call = calls.find(id);
            Talk talk = model.talks().get(id);
            assertThat(call.isPresent()).as(what + ", call " + id).isEqualTo(talk != null);
            if (talk != null) {
                compare(what, calls, call.orElseThrow(), talk);
            }
        }
        for (String channel : people.keySet()) {
            List<Talk> live = model.liveIn(channel);
            assertThat(live).as(what).hasSizeLessThan(2);
            assertThat(calls.active(channel).isPresent()).as(what).isEqualTo(!live.isEmpty());
        }
        for (String user : USERS) {
            assertThat(calls.incoming(user))
                    .extracting(IncomingCall::call)
                    .as(what)
                    .containsExactlyInAnyOrderElementsOf(model.incoming(user));
            assertThat(calls.callsOf(user)).extracting(Call::id).as(what).containsExactlyElementsOf(model.liveOf(user));
        }
    }

    private void compare(String what, Calls calls, Call call, Talk talk) {
        assertThat(call.state()).as(what).isEqualTo(talk.state);
        assertThat(call.initiator()).as(what).isEqualTo(talk.initiator);
        assertThat(call.endReason()).as(what).isEqualTo(Optional.ofNullable(talk.reason));
        assertThat(call.answeredAt().isPresent()).as(what).isEqualTo(talk.answered);
        assertThat(call.endedAt().isPresent()).as(what).isEqualTo(!talk.state.isLive());
        assertThat(call.screenShareUser()).as(what).isEqualTo(Optional.ofNullable(talk.shown));
        assertThat(call.sharers()).as(what).isEqualTo(talk.sharers());
        Map<String, Participant.State> states = new TreeMap<>();
        call.participants().forEach(participant -> states.put(participant.user(), participant.state()));
        Map<String, Participant.State> expected = new TreeMap<>();
        talk.people.forEach((user, person) -> expected.put(user, person.state));
        assertThat(states).as(what).isEqualTo(expected);
        if (isSwept) {
            ModelTraffic.compare(what, calls, call, talk, USERS);
        }
        if (!call.isLive()) {
            assertThat(finals.computeIfAbsent(call.id(), id -> call.state()))
                    .as("%s: %s had ended", what, call.id())
                    .isEqualTo(call.state());
        }
    }

    private void allUsersLeave() {
        sweep(anyStore(random));
        for (String id : ids) {
            for (String user : USERS) {
                anyStore(random).calls().end(id, user);
                model.leaveOrDecline(id, user);
            }
        }
        compare("in the end", anyStore(random), ids);
        assertThat(model.talks().values()).noneMatch(talk -> talk.state.isLive());
        assertNoOrphans();
    }

    private String mostlyAUserInTheCall(String id, String otherwise) {
        Talk talk = model.talks().get(id);
        List<String> in = talk == null ? List.of() : talk.accepted();
        return in.isEmpty() || random.nextInt(4) == 0 ? otherwise : any(in);
    }

    /** Checks that no signals, media or rings of calls that are over are left. */
    void assertNoOrphans() {
        PlainConnection plain = fixture.plain();
        assertThat(plain.sql("SELECT * FROM call_signals")).isEmpty();
        assertThat(plain.sql("SELECT * FROM call_media")).isEmpty();
        assertThat(plain.sql("SELECT * FROM calls WHERE state IN ('ringing', 'active')"))
                .isEmpty();
        assertThat(plain.sql("SELECT * FROM call_participants WHERE state IN ('pending', 'accepted') OR sharing <> 0"))
                .isEmpty();
        assertThat(plain.sql("SELECT * FROM call_participants WHERE call_id NOT IN (SELECT call_id FROM calls)"))
                .isEmpty();
        assertThat(plain.sql("SELECT * FROM mp_call_ends WHERE call_id NOT IN (SELECT call_id FROM calls)"))
                .isEmpty();
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
