package io.minimost.presence.calls;

import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.Pruning;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.media.MediaLimits;
import io.minimost.presence.signaling.Signals;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.UserName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Calls between the people of a direct or private channel: who rings, who is in, and how they end. Sound and pictures go
 * from client to client; {@link #signals} carries what they need to find each other, and {@link #media} carries the rest where
 * they cannot.
 *
 * <p>A channel has at most one live call. It rings until a second person joins or nobody is left who could, and runs until
 * fewer than two are left; then it is over for good. Clients that are in say so with {@link #heartbeat} every few seconds;
 * who falls silent is taken out. {@code docs/calls.md} draws the states.
 *
 * <p>That somebody takes part in the channel is checked in the same transaction that lets him call or join. Whoever loses
 * the channel is taken out at once.
 *
 * <p>Names and channels must be valid ({@link UserName}, {@link ChannelId}), else {@link IllegalArgumentException}; a call
 * that does not exist is an ordinary outcome. Repeating what has been done changes nothing. No method returns or takes
 * null. Thread-safe.
 */
public final class Calls {
    private final Database database;
    private final Dao<CallSql> calls;
    private final Dao<ParticipantSql> participants;
    private final CallRules rules;
    private final CallTransitions transitions;
    private final CallSignals signals;
    private final CallMedia media;
    private final CallAccess access;

    /**
     * For {@code PresenceStore}, which hands this out.
     *
     * @hidden
     */
    @SuppressWarnings("exports")
    public Calls(
            Database database, CallTimeouts timeouts, Signals mailboxes, MediaLimits mediaLimits, Duration retention) {
        this.database = database;
        calls = database.register(CallSql.class, new CallRow.Mapper(), new CallRow.IncomingMapper());
        participants = database.register(ParticipantSql.class);
        rules = new CallRules(timeouts, database.clock());
        media = new CallMedia(database, mediaLimits, this::setSharing);
        transitions =
                new CallTransitions(calls, participants, database.register(CallEndSql.class), rules, mailboxes, media);
        signals = new CallSignals(database, transitions, mailboxes);
        access = new CallAccess(database.callbacks());
        new CallCleanup(database, calls, participants, transitions).start();
        new CallExpiry(database, calls, rules, transitions).start();
        new Pruning(
                        database,
                        retention,
                        (transaction, before, limit) -> transaction.sql(calls).endedBefore(before, limit),
                        transitions::delete)
                .start();
    }

    /**
     * Calls everybody else in {@code channel}. Announces {@code CallRinging}.
     *
     * @param channel a direct or private channel; of others nobody is known to take part
     */
    public InitiateResult initiate(String channel, String caller) {
        ChannelId id = ChannelId.parse(channel);
        UserName.require(caller);
        Instant now = database.now();
        return database.write(Durability.DURABLE, transaction -> {
            List<String> people = database.callbacks().participants(transaction, id);
            if (!people.contains(caller)) {
                return InitiateResult.refused(InitiateResult.Outcome.NOT_ALLOWED);
            }
            List<String> callees =
                    people.stream().filter(user -> !user.equals(caller)).toList();
            if (callees.isEmpty()) {
                return InitiateResult.refused(InitiateResult.Outcome.NOBODY_ELSE);
            }
            Optional<Call> running =
                    transitions.liveIn(transaction, channel, now).stream().findFirst();
            return running.isPresent()
                    ? new InitiateResult(InitiateResult.Outcome.BUSY, running)
                    : new InitiateResult(
                            InitiateResult.Outcome.RINGING,
                            Optional.of(transitions.start(transaction, channel, caller, callees, now)));
        });
    }

    /** The same for a channel that was parsed already. */
    public InitiateResult initiate(ChannelId channel, String caller) {
        return initiate(Objects.requireNonNull(channel, "channel").text(), caller);
    }

    /** The calls that ring for {@code user} now, in the order in which they began to. */
    public List<IncomingCall> incoming(String user) {
        UserName.require(user);
        Instant now = database.now();
        double oldest = EpochSeconds.of(rules.oldestRing(now));
        return database.read(transaction -> transaction.sql(calls).incoming(user, oldest).stream()
                .filter(ring -> transitions
                        .peek(transaction, ring.call(), now)
                        .filter(Call::isLive)
                        .isPresent())
                .toList());
    }

    /** The live call of {@code channel}; empty if there is none. */
    public Optional<Call> active(String channel) {
        ChannelId.parse(channel);
        Instant now = database.now();
        return CallRow.calls(database.read(calls, sql -> sql.liveIn(channel))).stream()
                .map(call -> rules.aged(call, now))
                .filter(Call::isLive)
                .findFirst();
    }

    /** The same for a channel that was parsed already. */
    public Optional<Call> active(ChannelId channel) {
        return active(Objects.requireNonNull(channel, "channel").text());
    }

    /** The live calls that {@code user} is in, was in, or is called to, in the order in which they began. */
    public List<Call> callsOf(String user) {
        UserName.require(user);
        Instant now = database.now();
        return CallRow.calls(database.read(calls, sql -> sql.liveOf(user))).stream()
                .map(call -> rules.aged(call, now))
                .filter(call -> call.isLive() && call.participant(user).isPresent())
                .toList();
    }

    /** The call, live or over; empty if there is no such call. */
    public Optional<Call> find(String call) {
        requireId(call);
        Instant now = database.now();
        return CallRow.calls(database.read(calls, sql -> sql.find(call))).stream()
                .map(found -> rules.aged(found, now))
                .findFirst();
    }

    /**
     * Lets {@code user} into the call: one who is called, anybody else who takes part in its channel, one who was invited,
     * or one who is in already, whose client has started anew. Announces {@code CallAccepted}.
     */
    public JoinResult accept(String call, String user) {
        requireId(call);
        UserName.require(user);
        Instant now = database.now();
        return database.write(Durability.DURABLE, transaction -> {
            Optional<Call> found = transitions.find(transaction, call, now);
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
     * Declines the call for {@code user}; one who is in already leaves it. Announces {@code CallRejected} and, if nobody is
     * left who could answer, {@code CallEnded}.
     *
     * @return false if there is no such call, or he has nothing to do with it
     */
    public boolean reject(String call, String user) {
        return depart(call, user);
    }

    /**
     * Takes {@code user} out of the call. Of a call that still rings, the one who started it thereby cancels it for all; one
     * who is called declines it. Announces {@code CallLeft} and, if fewer than two are left, {@code CallEnded}.
     *
     * @return false if there is no such call, or he has nothing to do with it
     */
    public boolean end(String call, String user) {
        return depart(call, user);
    }

    /**
     * Asks {@code user} into a running call; he need not take part in its channel. Whether there is such a user is the
     * host's to know. Announces {@code CallInvited}.
     */
    public InviteResult invite(String call, String actor, String user) {
        requireId(call);
        UserName.require(actor);
        UserName.require(user);
        Instant now = database.now();
        return database.write(Durability.DURABLE, transaction -> {
            Optional<Call> found = transitions.find(transaction, call, now);
            if (found.isEmpty()) {
                return InviteResult.NO_SUCH_CALL;
            }
            if (found.get().state() != CallState.ACTIVE) {
                return InviteResult.NOT_ACTIVE;
            }
            return found.get().isIn(actor)
                    ? transitions.invite(transaction, found.get(), actor, user, now)
                    : InviteResult.NOT_ALLOWED;
        });
    }

    /**
     * Takes {@code user} out of the call if {@code reporter}, who is in, can no longer reach him and the store has not heard
     * of him for a while either. Announces {@code CallLeft} and perhaps {@code CallEnded}.
     */
    public GoneReportResult reportGone(String call, String reporter, String user) {
        requireId(call);
        UserName.require(reporter);
        UserName.require(user);
        Instant now = database.now();
        return database.write(Durability.DURABLE, transaction -> {
            Optional<Call> found = transitions
                    .find(transaction, call, now)
                    .filter(Call::isLive)
                    .filter(live -> live.isIn(reporter));
            if (found.isEmpty()) {
                return GoneReportResult.NOT_ALLOWED;
            }
            boolean isGone = !user.equals(reporter)
                    && found.get()
                            .participant(user)
                            .filter(participant -> rules.isGone(participant, now))
                            .isPresent();
            if (isGone) {
                transitions.lose(transaction, found.get(), user, now);
            }
            return isGone ? GoneReportResult.REMOVED : GoneReportResult.IGNORED;
        });
    }

    /**
     * Records that the client of {@code user} is still in the call.
     *
     * @return false if he is not in such a live call
     */
    public boolean heartbeat(String call, String user) {
        requireId(call);
        UserName.require(user);
        Instant now = database.now();
        return database.write(Durability.EPHEMERAL, transaction -> {
            // Who was lost does not come back by it, not even if nobody has swept: the call may have been shown as
            // over.
            boolean isIn = transitions
                    .peek(transaction, call, now)
                    .filter(found -> found.isLive() && found.isIn(user))
                    .isPresent();
            return isIn && transaction.sql(participants).heartbeat(EpochSeconds.of(now), call, user) > 0;
        });
    }

    /**
     * Records that {@code user}, who is in the call, shares his screen there or no longer does. Several may at the same time;
     * {@link Call#screenShareUser} is the one who began last. Announces {@code CallScreenShared} if that is news.
     */
    public ShareScreenResult shareScreen(String call, String user, boolean on) {
        requireId(call);
        UserName.require(user);
        Instant now = database.now();
        return database.write(Durability.DURABLE, transaction -> {
            Optional<Call> found = transitions
                    .find(transaction, call, now)
                    .filter(any -> any.participant(user).isPresent());
            if (found.isEmpty()) {
                return ShareScreenResult.NO_SUCH_CALL;
            }
            if (!found.get().isLive()) {
                return ShareScreenResult.OVER;
            }
            if (!found.get().isIn(user)) {
                return ShareScreenResult.NOT_IN_CALL;
            }
            transitions.share(transaction, found.get(), user, on, now);
            return ShareScreenResult.DONE;
        });
    }

    /** The signals that connect the clients. */
    public CallSignals signals() {
        return signals;
    }

    /** Sound and pictures for clients that cannot reach each other. */
    public CallMedia media() {
        return media;
    }

    private boolean depart(String call, String user) {
        requireId(call);
        UserName.require(user);
        Instant now = database.now();
        return database.write(Durability.DURABLE, transaction -> {
            Optional<Call> found = transitions
                    .find(transaction, call, now)
                    .filter(any -> any.participant(user).isPresent());
            found.filter(Call::isLive).ifPresent(live -> transitions.depart(transaction, live, user, now));
            return found.isPresent();
        });
    }

    /** For a client that says so by the media it sends. */
    private void setSharing(Transaction transaction, String call, String user, boolean on, Instant now) {
        transitions
                .find(transaction, call, now)
                .filter(found -> found.isIn(user))
                .ifPresent(found -> transitions.share(transaction, found, user, on, now));
    }

    private static String requireId(String call) {
        return Objects.requireNonNull(call, "call");
    }
}
