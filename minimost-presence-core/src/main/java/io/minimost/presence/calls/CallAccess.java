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

    /** Whether {@code user} is a participant of the channel of {@code call}, or was invited to the call. */
    boolean mayJoin(Transaction transaction, Call call, String user) {
        Optional<Participant> participant = call.participant(user);
        if (participant.filter(known -> GuestInvitation.isGuest(call, known)).isPresent()) {
            return true;
        }
        // MiniMost and older versions accepted channels that are not valid here. Only the users who are called may join
        // there.
        return ChannelId.tryParse(call.channel())
                .map(id -> callbacks.participants(transaction, id).contains(user))
                .orElseGet(() -> participant.filter(Participant::isPending).isPresent());
    }
}
