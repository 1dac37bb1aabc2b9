package io.minimost.presence.push;

import io.minimost.presence.reactions.Reactions;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.MessageRef;
import java.util.Collection;
import java.util.Optional;

/** Tells streams about the subjects of facts: what is the case now, so that no fact needs to be told for itself. */
final class FactBroadcaster {
    private final Reactions reactions;
    private final CallBroadcaster calls;
    private final SignalBroadcaster signals;
    private final ConnectionIndex audience;
    private final Revocations revocations;

    FactBroadcaster(
            Reactions reactions,
            CallBroadcaster calls,
            SignalBroadcaster signals,
            ConnectionIndex audience,
            Revocations revocations) {
        this.reactions = reactions;
        this.calls = calls;
        this.signals = signals;
        this.audience = audience;
        this.revocations = revocations;
    }

    /** Tells everybody whom it concerns. {@code place} is behind the last fact about {@code subject}. */
    void tell(FactTarget subject, EventId place) {
        if (subject instanceof FactTarget.Message message) {
            offer(message.channel(), reactions(message, place));
        } else if (subject instanceof FactTarget.OneCall call) {
            calls.tell(call.id(), place);
        } else if (subject instanceof FactTarget.Mailbox mailbox) {
            signals.tell(mailbox);
        } else if (subject instanceof FactTarget.Membership lost) {
            offer(audience.of(lost.user()), FactFrames.resync(lost.channel(), place));
        } else if (subject instanceof FactTarget.WholeChannel whole) {
            offer(whole.channel(), FactFrames.resync(whole.channel(), place));
        } else {
            offer(audience.everybody(), FactFrames.resync(place));
        }
    }

    /** What {@code subscriber}, who was away, is told; empty if it does not concern him or he is told otherwise. */
    Optional<EventFrame> missed(FactTarget subject, Subscriber subscriber, EventId place) {
        if (subject instanceof FactTarget.Message message) {
            return subscriber.watches(message.channel()) ? Optional.of(reactions(message, place)) : Optional.empty();
        } else if (subject instanceof FactTarget.OneCall call) {
            return calls.missed(call.id(), subscriber.user(), place);
        } else if (subject instanceof FactTarget.Membership lost) {
            return subscriber.user().equals(lost.user())
                    ? Optional.of(FactFrames.resync(lost.channel(), place))
                    : Optional.empty();
        } else if (subject instanceof FactTarget.WholeChannel whole) {
            return subscriber.wants(whole.channel())
                    ? Optional.of(FactFrames.resync(whole.channel(), place))
                    : Optional.empty();
        } else if (subject instanceof FactTarget.Everything) {
            return Optional.of(FactFrames.resync(place));
        }
        // A stream begins with all the signals that wait.
        return Optional.empty();
    }

    private EventFrame reactions(FactTarget.Message message, EventId place) {
        MessageRef ref = new MessageRef(message.channel(), EpochSeconds.toInstant(Double.parseDouble(message.time())));
        long asOf = revocations.latest();
        return FactFrames.reactions(ref, reactions.reactionsTo(ref), place).asOf(asOf);
    }

    private void offer(String channel, EventFrame frame) {
        offer(audience.watching(channel), frame);
    }

    private static void offer(Collection<EventConnection> streams, EventFrame frame) {
        ParallelDelivery.each(streams, stream -> {
            if (!stream.subscriber().followsFacts()) {
                stream.offer(frame);
            }
        });
    }
}
