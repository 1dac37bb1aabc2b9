package io.minimost.presence.host.guard;

import io.minimost.presence.calls.Call;
import io.minimost.presence.calls.CallState;
import io.minimost.presence.calls.Calls;
import io.minimost.presence.calls.InviteResult;
import io.minimost.presence.calls.JoinResult;
import io.minimost.presence.calls.Participant;
import io.minimost.presence.json.SignalInput;
import io.minimost.presence.signaling.SendSignalResult;
import java.util.Optional;

/**
 * Calls for clients: by the host's rule for the channel, and with the users whom it knows. To a user who does not take part in a
 * call it does not exist. Thread-safe.
 */
public record ClientCalls(Calls calls, ChannelGate gate, GuardedUsers users) {
    /** The call; empty if there is none, or {@code user} is not a participant. */
    public Optional<Call> find(String id, String user) {
        return calls.find(id).filter(call -> call.participant(user).isPresent());
    }

    /**
     * The same for a client that asks every few seconds while it is in the call, so that it is also its heartbeat. A user who was
     * lost is in the call again.
     */
    public Optional<Call> poll(String id, String user) {
        Optional<Call> before = find(id, user);
        boolean wasIn = before.filter(call -> call.isLive() && call.isIn(user)).isPresent();
        boolean mayBeIn = wasIn
                || before.flatMap(call -> call.participant(user))
                        .filter(participant -> participant.state() == Participant.State.LEFT)
                        .isPresent();
        boolean isIn = mayBeIn && calls.heartbeat(id, user);
        return isIn && !wasIn ? find(id, user) : before;
    }

    /** Joins the call; without the host's rule if {@code user} was called or invited, else through the channel. */
    public JoinResult accept(String id, String user) {
        Optional<Call> call = calls.find(id);
        boolean mayJoin = call.filter(
                        found -> found.participant(user).isPresent() || gate.mayUse(user, found.channel()))
                .isPresent();
        return call.isPresent() && !mayJoin
                ? new JoinResult(JoinResult.Outcome.NOT_ALLOWED, call, 0)
                : calls.accept(id, user);
    }

    /** Sends a signal between two participants. */
    public SendSignalResult send(String id, String from, SignalInput signal) {
        return signal.send(payload -> calls.signals().send(id, from, signal.to(), signal.type(), payload));
    }

    /** Invites the user that the host finds for {@code name}; empty if there is none. The host is asked last. */
    public Optional<InviteResult> invite(String id, String inviter, String name) {
        Optional<Call> call = find(id, inviter);
        if (call.isEmpty()) {
            return Optional.of(InviteResult.NO_SUCH_CALL);
        } else if (call.get().state() != CallState.ACTIVE) {
            return Optional.of(InviteResult.NOT_ACTIVE);
        } else if (!call.get().isIn(inviter)) {
            return Optional.of(InviteResult.NOT_ALLOWED);
        }
        return users.find(name).map(user -> calls.invite(id, inviter, user));
    }
}
