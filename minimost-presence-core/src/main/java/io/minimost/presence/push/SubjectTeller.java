package io.minimost.presence.push;

import io.minimost.presence.reactions.Reactions;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.MessageRef;
import java.util.Collection;
import java.util.Optional;

/** Tells streams about the subjects of facts: what is the case now, so that no fact needs to be told for itself. */
final class SubjectTeller {
    private final Reactions reactions;
    private final CallTeller calls;
    private final SignalTeller signals;
    private final Audience audience;
    private final Revocations revocations;

    SubjectTeller(
            Reactions reactions, CallTeller calls, SignalTeller signals, Audience audience, Revocations revocations) {
        this.reactions = reactions;
        this.calls = calls;
        this.signals = signals;
        this.audience = audience;
        this.revocations = revocations;
    }

    /** Tells everybody whom it concerns. {@code place} is behind the last fact about {@code subject}. */
    void tell(Subject subject, Place place) {
        if (subject instanceof Subject.Message message) {
            offer(message.channel(), reactions(message, place));
        } else if (subject instanceof Subject.OneCall call) {
            calls.tell(call.id(), place);
        } else if (subject instanceof Subject.Mailbox mailbox) {
            signals.tell(mailbox);
        } else if (subject instanceof Subject.Membership lost) {
            offer(audience.of(lost.user()), FactFrames.resync(lost.channel(), place));
        } else if (subject instanceof Subject.WholeChannel whole) {
            offer(whole.channel(), FactFrames.resync(whole.channel(), place));
        } else {
            offer(audience.everybody(), FactFrames.resync(place));
        }
    }

    /** What {@code subscriber}, who was away, is told; empty if it does not concern him or he is told otherwise. */
    Optional<Frame> missed(Subject subject, Subscriber subscriber, Place place) {
        if (subject instanceof Subject.Message message) {
            return subscriber.watches(message.channel()) ? Optional.of(reactions(message, place)) : Optional.empty();
        } else if (subject instanceof Subject.OneCall call) {
            return calls.missed(call.id(), subscriber.user(), place);
        } else if (subject instanceof Subject.Membership lost) {
            return subscriber.user().equals(lost.user())
                    ? Optional.of(FactFrames.resync(lost.channel(), place))
                    : Optional.empty();
        } else if (subject instanceof Subject.WholeChannel whole) {
            return subscriber.wants(whole.channel())
                    ? Optional.of(FactFrames.resync(whole.channel(), place))
                    : Optional.empty();
        } else if (subject instanceof Subject.Everything) {
            return Optional.of(FactFrames.resync(place));
        }
        // A stream begins with all the signals that wait.
        return Optional.empty();
    }

    private Frame reactions(Subject.Message message, Place place) {
        MessageRef ref = new MessageRef(message.channel(), EpochSeconds.toInstant(Double.parseDouble(message.time())));
        long asOf = revocations.latest();
        return FactFrames.reactions(ref, reactions.of(ref), place).asOf(asOf);
    }

    private void offer(String channel, Frame frame) {
        offer(audience.watching(channel), frame);
    }

    private static void offer(Collection<EventStream> streams, Frame frame) {
        Fanout.each(streams, stream -> {
            if (!stream.subscriber().followsFacts()) {
                stream.offer(frame);
            }
        });
    }
}
