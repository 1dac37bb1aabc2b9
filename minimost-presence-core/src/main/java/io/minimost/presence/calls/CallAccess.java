package io.minimost.presence.calls;

import io.minimost.presence.internal.StoreCallbacks;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.values.ChannelId;
import java.util.Optional;

/** Who may join a call. */
final class CallAccess {
    private final StoreCallbacks callbacks;

    CallAccess(StoreCallbacks callbacks) {
        this.callbacks = callbacks;
    }

    /** Whether {@code user} takes part in the channel of {@code call}, or was invited to it. */
    boolean mayJoin(Transaction transaction, Call call, String user) {
        Optional<Participant> participant = call.participant(user);
        if (participant.filter(known -> GuestInvitation.isGuest(call, known)).isPresent()) {
            return true;
        }
        // MiniMost may have called in a channel with a spelling that is not valid here: then only its callees may join.
        return channel(call)
                .map(id -> callbacks.participants(transaction, id).contains(user))
                .orElseGet(() -> participant.filter(Participant::isPending).isPresent());
    }

    private static Optional<ChannelId> channel(Call call) {
        try {
            return Optional.of(ChannelId.parse(call.channel()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
