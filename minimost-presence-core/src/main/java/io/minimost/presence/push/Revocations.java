package io.minimost.presence.push;

import io.minimost.presence.events.FactKind;
import io.minimost.presence.events.LoggedFact;
import io.minimost.presence.events.NewsLost;
import io.minimost.presence.events.NodeMessage;
import io.minimost.presence.internal.CommitFeed;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.StoreEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts every loss of rights, and takes them from the open connections before the call that causes it returns. Each
 * frame records the count at which its content was read. A user who has lost some of that content since then must not
 * receive the frame, wherever it waits. Thread-safe.
 */
final class Revocations implements CommitFeed {
    /** More than one commit can hold, and more than can happen while a frame waits. */
    static final int MAX_KEPT = 10_000;

    private static final NumberedLoss NEVER = new NumberedLoss(0, 0);

    private final ConnectionIndex connections;
    private final Map<Loss, NumberedLoss> losses = new LinkedHashMap<>();
    private long forgotten;
    private volatile long count;

    /** The number of the last loss of everything for all users. */
    private volatile long lostByAll;

    /** A loss: of a channel for a member, of a channel for all users, or of everything for a user. */
    private record Loss(Optional<String> user, Optional<String> channel) {
        static Loss ofMember(String user, String channel) {
            return new Loss(Optional.of(user), Optional.of(channel));
        }

        static Loss ofAll(String channel) {
            return new Loss(Optional.empty(), Optional.of(channel));
        }

        static Loss ofEverything(String user) {
            return new Loss(Optional.of(user), Optional.empty());
        }
    }

    /**
     * A loss that has happened.
     *
     * @param number the count with this loss
     * @param fact the sequence of the newest fact that caused it; 0 if none did
     */
    private record NumberedLoss(long number, long fact) {}

    Revocations(ConnectionIndex connections) {
        this.connections = connections;
    }

    /** The number of losses so far. Read it before you read the content of a frame. */
    long count() {
        return count;
    }

    @Override
    public void committed(StoreEvent event) {
        if (event instanceof LoggedFact fact) {
            revoke(fact);
        } else if (event instanceof NodeMessage message) {
            // Here, because this listens from the start: a user may be about to open the first connection of this hub.
            HubMessage.of(message)
                    .filter(HubMessage.Disconnect.class::isInstance)
                    .map(HubMessage.Disconnect.class::cast)
                    .ifPresent(disconnect -> revokeEverything(disconnect.user()));
        } else if (event instanceof NewsLost) {
            revokeEverythingOfAll();
        }
    }

    @Override
    public void released() {
        // Nothing to do: frames that wait are checked before they are sent.
    }

    /** Revokes what {@code fact} takes away, unless that was done already. */
    void revoke(LoggedFact fact) {
        String user = fact.user().orElse("");
        String channel = fact.channel().orElse("");
        if (fact.kind() == FactKind.MEMBER_LEFT) {
            revoke(
                    Loss.ofMember(user, channel),
                    fact,
                    () -> connections
                            .ofUser(user)
                            .forEach(connection -> connection.subscriber().deny(channel)));
        } else if (fact.kind() == FactKind.CHANNEL_DELETED) {
            revoke(Loss.ofAll(channel), fact, () -> denyToAll(channel));
        } else if (fact.kind() == FactKind.USER_DELETED) {
            revoke(
                    Loss.ofEverything(user),
                    fact,
                    () -> connections
                            .ofUser(user)
                            .forEach(connection -> connection.subscriber().denyEverything()));
        }
    }

    /** Only of private channels: the rights to others do not depend on what the store holds. */
    private void denyToAll(String channel) {
        if (!isShared(channel)) {
            connections
                    .watching(channel)
                    .forEach(connection -> connection.subscriber().deny(channel));
        }
    }

    /** Whether users may still use a channel of that name after it was deleted. */
    private static boolean isShared(String channel) {
        return ChannelId.Private.find(channel).isEmpty();
    }

    /** Records that {@code user} may no longer use {@code channel}. */
    synchronized void revokeChannel(String user, String channel) {
        addLoss(Loss.ofMember(user, channel), 0);
    }

    /** Records that the connections of {@code user} end, and that their clients have to identify themselves again. */
    synchronized void revokeEverything(String user) {
        addLoss(Loss.ofEverything(user), 0);
    }

    /** Records the same for all users, because it is not known whose connections other nodes have ended. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // Only ever under the lock.
    private synchronized void revokeEverythingOfAll() {
        lostByAll = count + 1;
        count = lostByAll;
    }

    /** Whether {@code user} has lost everything since the count was {@code knownCount}. */
    boolean hasLostEverything(String user, long knownCount) {
        return knownCount < count && (knownCount < lostByAll || isAfter(knownCount, Loss.ofEverything(user)));
    }

    /** Whether more losses than are kept have happened since {@code frame} was read. */
    synchronized boolean hasForgottenSince(EventFrame frame) {
        return frame.asOf() < forgotten;
    }

    /** Whether {@code user} still has the rights to everything in {@code frame}. */
    boolean permits(String user, EventFrame frame) {
        long knownCount = frame.asOf();
        return knownCount >= count
                || frame.channels().stream()
                        .noneMatch(channel -> isAfter(knownCount, Loss.ofMember(user, channel))
                                || (isAfter(knownCount, Loss.ofAll(channel))
                                        && !(frame.isLasting() && isShared(channel))));
    }

    private synchronized void revoke(Loss loss, LoggedFact fact, Runnable deny) {
        if (losses.getOrDefault(loss, NEVER).fact() < fact.sequence()) {
            // First, so that a thread that reads the new count finds the rights revoked.
            deny.run();
            addLoss(loss, fact.sequence());
            // Again, for a connection that was registered meanwhile and did not find the loss.
            deny.run();
        }
    }

    /** A loss that was forgotten is assumed to concern everyone. */
    private synchronized boolean isAfter(long knownCount, Loss loss) {
        return knownCount < forgotten
                || knownCount < losses.getOrDefault(loss, NEVER).number();
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // Only ever under the lock.
    private synchronized void addLoss(Loss loss, long fact) {
        NumberedLoss before = losses.remove(loss);
        long number = count + 1;
        losses.put(loss, new NumberedLoss(number, before == null ? fact : Math.max(fact, before.fact())));
        if (losses.size() > MAX_KEPT) {
            var eldest = losses.entrySet().iterator();
            forgotten = eldest.next().getValue().number();
            eldest.remove();
        }
        // Last, so that a thread that reads the new count finds the loss.
        count = number;
    }
}
