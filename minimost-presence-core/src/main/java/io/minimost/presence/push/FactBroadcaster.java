package io.minimost.presence.push;

import io.minimost.presence.reactions.Reactions;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.MessageRef;
import java.util.Collection;
import java.util.Optional;

/** Broadcasts the current state of what facts are about, so that no fact needs an event of its own. */
final class FactBroadcaster {
    private final Reactions reactions;
    private final CallBroadcaster callBroadcaster;
    private final SignalBroadcaster signalBroadcaster;
    private final ConnectionIndex connections;
    private final Revocations revocations;

    FactBroadcaster(
            Reactions reactions,
            CallBroadcaster callBroadcaster,
            SignalBroadcaster signalBroadcaster,
            ConnectionIndex connections,
            Revocations revocations) {
        this.reactions = reactions;
        this.callBroadcaster = callBroadcaster;
        this.signalBroadcaster = signalBroadcaster;
        this.connections = connections;
        this.revocations = revocations;
    }

    /**
     * Sends the state of {@code target} to all who may receive it. {@code position} is that of the last fact about it.
     */
    void broadcast(FactTarget target, EventId position) {
        if (target instanceof FactTarget.Message message) {
            offer(message.channel(), reactions(message, position));
        } else if (target instanceof FactTarget.OneCall call) {
            callBroadcaster.broadcast(call.id(), position);
        } else if (target instanceof FactTarget.Mailbox mailbox) {
            signalBroadcaster.send(mailbox);
        } else if (target instanceof FactTarget.Membership lost) {
            offer(connections.ofUser(lost.user()), FactFrames.resync(lost.channel(), position));
        } else if (target instanceof FactTarget.WholeChannel whole) {
            offer(whole.channel(), FactFrames.resync(whole.channel(), position));
        } else {
            offer(connections.all(), FactFrames.resync(position));
        }
    }

    /**
     * The event for {@code subscriber}, who was away; empty if they do not receive it, or receive it in another way.
     */
    Optional<EventFrame> replayFrame(FactTarget target, Subscriber subscriber, EventId position) {
        if (target instanceof FactTarget.Message message) {
            return subscriber.watches(message.channel()) ? Optional.of(reactions(message, position)) : Optional.empty();
        } else if (target instanceof FactTarget.OneCall call) {
            return callBroadcaster.replayFrame(call.id(), subscriber.user(), position);
        } else if (target instanceof FactTarget.Membership lost) {
            return subscriber.user().equals(lost.user())
                    ? Optional.of(FactFrames.resync(lost.channel(), position))
                    : Optional.empty();
        } else if (target instanceof FactTarget.WholeChannel whole) {
            return subscriber.hasRequested(whole.channel())
                    ? Optional.of(FactFrames.resync(whole.channel(), position))
                    : Optional.empty();
        } else if (target instanceof FactTarget.Everything) {
            return Optional.of(FactFrames.resync(position));
        }
        // All signals that wait are among the initial events of a connection.
        return Optional.empty();
    }

    private EventFrame reactions(FactTarget.Message message, EventId position) {
        MessageRef ref = new MessageRef(message.channel(), EpochSeconds.toInstant(Double.parseDouble(message.time())));
        long asOf = revocations.count();
        return FactFrames.reactions(ref, reactions.reactionsTo(ref), position).asOf(asOf);
    }

    private void offer(String channel, EventFrame frame) {
        offer(connections.watching(channel), frame);
    }

    private static void offer(Collection<EventConnection> receivers, EventFrame frame) {
        ParallelDelivery.forEach(receivers, connection -> {
            if (!connection.subscriber().receivesFacts()) {
                connection.offer(frame);
            }
        });
    }
}
