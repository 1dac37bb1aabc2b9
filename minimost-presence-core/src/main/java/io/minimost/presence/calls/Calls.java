package io.minimost.presence.calls;

import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.Keys;
import io.minimost.presence.internal.RetentionTask;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.media.MediaLimits;
import io.minimost.presence.signaling.Signals;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.UserName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Calls between the participants of a direct or private channel. Audio and video go from client to client. {@link #signals}
 * carries the signals that connect the clients; where they cannot connect, {@link #media} carries the audio and video.
 *
 * <p>A channel has at most one live call. A call rings until a second user joins or none is left who could. It is then active
 * until fewer than two users are left, counting those who are still called. A call that is over stays over. Clients in a call
 * send a {@link #heartbeat} every few seconds; the user of a client that stops is removed from the call. {@code docs/calls.md}
 * describes the states.
 *
 * <p>Whether a user is a participant of the channel is checked in the transaction in which they call or join. A user who loses
 * the channel is removed from its call at once.
 *
 * <p>Names and channels must be valid ({@link UserName}, {@link ChannelId}), else {@link IllegalArgumentException}. For a call
 * that does not exist, each method returns a result and throws nothing. No method returns or takes null. Thread-safe.
 */
public final class Calls {
    private final Database database;
    private final CallFinder finder;
    private final CallTransitions transitions;
    private final CallSignals signals;
    private final CallMedia media;
    private final CallAccess access;
    private final CallHeartbeats heartbeats;
    private final CallKeys keys;

    /**
     * For {@code PresenceStore}, which hands this out.
     *
     * @hidden
     */
    @SuppressWarnings("exports")
    public Calls(
            Database database, CallTimeouts timeouts, Signals mailboxes, MediaLimits mediaLimits, Duration retention) {
        this.database = database;
        Dao<CallSql> calls = database.register(CallSql.class, PostgresCallSql.class, new CallRow.Mapper());
        Dao<ParticipantSql> participants = database.register(ParticipantSql.class);
        keys = new CallKeys(database, calls);
        CallDeadlines deadlines = new CallDeadlines(timeouts, database.clock());
        media = new CallMedia(database, keys, mediaLimits, this::setSharing);
        transitions = new CallTransitions(
                calls, participants, database.register(CallEndSql.class), deadlines, mailboxes, media);
        signals = new CallSignals(database, keys, deadlines, transitions, mailboxes);
        access = new CallAccess(database.callbacks());
        finder = new CallFinder(database, calls, deadlines);
        heartbeats = new CallHeartbeats(database, keys, participants, deadlines, transitions, access);
        database.callbacks().setCallLookup(new AnsweredCalls(database.register(CallMembershipSql.class)));
        new CallAccessLoss(database, calls, participants, transitions).start();
        new CallExpiry(database, calls, deadlines, transitions).start();
        new RetentionTask(
                        database,
                        retention,
                        (transaction, before, limit) -> transaction.sql(calls).endedBefore(before, limit),
                        // What is over stays so.
                        (transaction, call, before) -> transitions.delete(transaction, call))
                .start();
    }

    /**
     * Calls all other participants of {@code channel}. Publishes {@code CallRinging}.
     *
     * @param channel a direct or private channel; a public one has no participants
     */
    public InitiateResult initiate(String channel, String caller) {
        ChannelId id = ChannelId.parse(channel);
        UserName.require(caller);
        Instant now = database.now();
        return database.write(Durability.DURABLE, Keys.channel(channel), transaction -> {
            List<String> people = database.callbacks().participants(transaction, id);
            if (!people.contains(caller)) {
                return InitiateResult.refused(InitiateResult.Outcome.NOT_ALLOWED);
            }
            List<String> callees =
                    people.stream().filter(user -> !user.equals(caller)).toList();
            if (callees.isEmpty()) {
                return InitiateResult.refused(InitiateResult.Outcome.NOBODY_ELSE);
            }
            Optional<Call> running = transitions.expireAndFindLive(transaction, channel, now).stream()
                    .findFirst();
            return running.isPresent()
                    ? new InitiateResult(InitiateResult.Outcome.BUSY, running)
                    : new InitiateResult(
                            InitiateResult.Outcome.RINGING,
                            Optional.of(transitions.start(transaction, channel, caller, callees, now)));
        });
    }

    /** As {@link #initiate(String, String)}, for a parsed channel. */
    public InitiateResult initiate(ChannelId channel, String caller) {
        return initiate(Objects.requireNonNull(channel, "channel").text(), caller);
    }

    /** The calls that ring for {@code user} now, in the order in which they first rang for the user. */
    public List<IncomingCall> incoming(String user) {
        UserName.requireStored(user);
        return finder.incoming(user);
    }

    /** The live call of {@code channel}; empty if there is none. */
    public Optional<Call> active(String channel) {
        ChannelId.requireStored(channel);
        return finder.active(channel);
    }

    /** As {@link #active(String)}, for a parsed channel. */
    public Optional<Call> active(ChannelId channel) {
        return active(Objects.requireNonNull(channel, "channel").text());
    }

    /** The live calls of {@code channels}, in this order; without the channels that have none. */
    public Map<String, Call> active(Collection<String> channels) {
        List<String> names = new ArrayList<>(Objects.requireNonNull(channels, "channels"));
        names.forEach(ChannelId::requireStored);
        return finder.active(names);
    }

    /** All live calls, in the order in which they began. */
    public List<Call> live() {
        return finder.live();
    }

    /**
     * The live calls as they are stored, without the changes that are due.
     *
     * @hidden
     */
    public List<Call> stored() {
        return finder.stored();
    }

    /** The live calls of which {@code user} is a participant, in or out of them, in the order in which they began. */
    public List<Call> callsOf(String user) {
        UserName.requireStored(user);
        return finder.callsOf(user);
    }

    /** The call, live or over; empty if there is no such call. */
    public Optional<Call> find(String call) {
        requireId(call);
        return finder.find(call);
    }

    /**
     * Lets {@code user} join the call: a participant of its channel, called or not, or a user who was invited. Publishes
     * {@code CallAccepted}. A user who is in already joins again, for a client that has restarted; their signals and media are
     * then deleted, and their screen share ends.
     */
    public JoinResult accept(String call, String user) {
        requireId(call);
        UserName.require(user);
        Instant now = database.now();
        return database.write(Durability.DURABLE, keys.of(call), transaction -> {
            Optional<Call> found = transitions.expireAndFind(transaction, call, now);
            if (found.isEmpty()) {
                return JoinResult.refused(JoinResult.Outcome.NO_SUCH_CALL, found);
            }
            if (!found.get().isLive()) {
                return JoinResult.refused(JoinResult.Outcome.OVER, found);
            }
            if (!access.mayJoin(transaction, found.get(), user)) {
                return JoinResult.refused(JoinResult.Outcome.NOT_ALLOWED, found);
            }
            Call joined = transitions.join(transaction, found.get(), user, now);
            return new JoinResult(JoinResult.Outcome.JOINED, Optional.of(joined), signals.lastId(transaction, call));
        });
    }

    /**
     * Declines the call for {@code user}; a user who is in it hangs up. Does and publishes the same as {@link #end}.
     *
     * @return false if there is no such call, or {@code user} is not a participant
     */
    public boolean reject(String call, String user) {
        return leaveOrDecline(call, user);
    }

    /**
     * Hangs up for {@code user}; a user who is called declines. The caller of a call that still rings cancels it for all.
     * Publishes {@code CallLeft} or {@code CallRejected}, and {@code CallEnded} if too few users are left. Changes nothing for a
     * user who is neither in the call nor called.
     *
     * @return false if there is no such call, or {@code user} is not a participant
     */
    public boolean end(String call, String user) {
        return leaveOrDecline(call, user);
    }

    /**
     * Invites {@code user}, who need not be a participant of the channel, to an active call. The host checks whether there is
     * such a user. Publishes {@code CallInvited}.
     *
     * @param actor the user who invites, and must be in the call
     */
    public InviteResult invite(String call, String actor, String user) {
        requireId(call);
        UserName.require(actor);
        UserName.require(user);
        Instant now = database.now();
        return database.write(
                Durability.DURABLE,
                keys.of(call),
                transaction -> transitions.invite(transaction, call, actor, user, now));
    }

    /**
     * Removes {@code user} from the call if their last heartbeat is longer ago than {@link CallTimeouts#goneReportGrace}.
     * Publishes {@code CallLeft}, and {@code CallEnded} if too few users are left.
     *
     * @param reporter a user in the call whose client can no longer reach that of {@code user}
     */
    public GoneReportResult reportGone(String call, String reporter, String user) {
        requireId(call);
        UserName.requireStored(reporter);
        UserName.requireStored(user);
        return heartbeats.reportGone(call, reporter, user);
    }

    /**
     * Records that the client of {@code user} is in the call. A user who was lost, because their client was silent for too
     * long, joins again, which publishes {@code CallAccepted}; a user who has left does not.
     *
     * @return whether {@code user} is in the call now
     */
    public boolean heartbeat(String call, String user) {
        requireId(call);
        UserName.require(user);
        return heartbeats.record(call, user);
    }

    /**
     * Records that {@code user}, who is in the call, shares their screen there or no longer does. Several users may share at
     * once. {@link Call#screenShareUser} is the one for whom this was last called with true, and after that one stops, the first
     * who still shares. Publishes {@code CallScreenShared} if it changes whether {@code user} shares.
     */
    public ShareScreenResult shareScreen(String call, String user, boolean on) {
        requireId(call);
        UserName.require(user);
        Instant now = database.now();
        return database.write(
                Durability.DURABLE,
                keys.of(call),
                transaction -> transitions.shareScreen(transaction, call, user, on, now));
    }

    /** The signals that connect the clients. */
    public CallSignals signals() {
        return signals;
    }

    /** Audio and video, for clients that cannot connect. */
    public CallMedia media() {
        return media;
    }

    private boolean leaveOrDecline(String call, String user) {
        requireId(call);
        UserName.requireStored(user);
        Instant now = database.now();
        return database.write(Durability.DURABLE, keys.of(call), transaction -> {
            Optional<Call> found = transitions
                    .expireAndFind(transaction, call, now)
                    .filter(any -> any.participant(user).isPresent());
            found.filter(Call::isLive).ifPresent(live -> transitions.leaveOrDecline(transaction, live, user, now));
            return found.isPresent();
        });
    }

    /** For a client that sends media of its screen, or that it no longer does. */
    private void setSharing(Transaction transaction, String call, String user, boolean on, Instant now) {
        transitions
                .expireAndFind(transaction, call, now)
                .filter(found -> found.isIn(user))
                .ifPresent(found -> transitions.share(transaction, found, user, on, now));
    }

    private static String requireId(String call) {
        return Objects.requireNonNull(call, "call");
    }
}
