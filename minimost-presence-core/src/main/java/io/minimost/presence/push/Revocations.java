package io.minimost.presence.push;

import io.minimost.presence.events.FactKind;
import io.minimost.presence.events.LoggedFact;
import io.minimost.presence.internal.CommitFeed;
import io.minimost.presence.values.ChannelId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Numbers every loss of rights, and takes them from the streams that are open, before the call that causes it returns. What a
 * frame holds was read when there had been a certain number of losses; a user who has lost something of it since then must not
 * be sent the frame any more, wherever it waits. Thread-safe.
 */
final class Revocations implements CommitFeed {
    /** More than one commit can hold, and than may happen while a frame waits. */
    static final int MAX_KEPT = 10_000;

    private static final Counted NEVER = new Counted(0, 0);

    private final ConnectionIndex audience;
    private final Map<Loss, Counted> losses = new LinkedHashMap<>();
    private long forgotten;
    private volatile long latest;

    /** Who has lost what: a member a channel, everybody a channel, or a user everything. */
    private record Loss(Optional<String> user, Optional<String> channel) {
        static Loss of(String user, String channel) {
            return new Loss(Optional.of(user), Optional.of(channel));
        }

        static Loss ofAll(String channel) {
            return new Loss(Optional.empty(), Optional.of(channel));
        }

        static Loss ofEverything(String user) {
            return new Loss(Optional.of(user), Optional.empty());
        }
    }

    /** @param fact the sequence of the newest fact that said so */
    private record Counted(long number, long fact) {}

    Revocations(ConnectionIndex audience) {
        this.audience = audience;
    }

    /** How many losses there have been. To be asked before the content of a frame is read. */
    long latest() {
        return latest;
    }

    @Override
    public void committed(Object event) {
        if (event instanceof LoggedFact fact) {
            revoke(fact);
        }
    }

    @Override
    public void released() {
        // There is nobody to wake: what waits is looked at when its turn has come.
    }

    /** Takes away what {@code fact} takes away, if that has not been done yet. */
    void revoke(LoggedFact fact) {
        String user = fact.user().orElse("");
        String channel = fact.channel().orElse("");
        if (fact.kind() == FactKind.MEMBER_LEFT) {
            revoke(
                    Loss.of(user, channel),
                    fact,
                    () -> audience.of(user)
                            .forEach(stream -> stream.subscriber().deny(channel)));
        } else if (fact.kind() == FactKind.CHANNEL_DELETED) {
            revoke(Loss.ofAll(channel), fact, () -> denyToAll(channel));
        } else if (fact.kind() == FactKind.USER_DELETED) {
            revoke(
                    Loss.ofEverything(user),
                    fact,
                    () -> audience.of(user)
                            .forEach(stream -> stream.subscriber().denyEverything()));
        }
    }

    /** Of other channels, rights do not depend on what the store holds. */
    private void denyToAll(String channel) {
        if (!isShared(channel)) {
            audience.watching(channel).forEach(stream -> stream.subscriber().deny(channel));
        }
    }

    /** Whether people may use a channel of that name also after it was forgotten. */
    private static boolean isShared(String channel) {
        return !(ChannelId.parse(channel) instanceof ChannelId.Private);
    }

    /** {@code user} may no longer use {@code channel}. */
    synchronized void lost(String user, String channel) {
        count(Loss.of(user, channel), 0);
    }

    /** What {@code user} was to be sent on the streams that were open until now, their clients have to ask for anew. */
    synchronized void ended(String user) {
        count(Loss.ofEverything(user), 0);
    }

    /** Whether {@code user} has lost everything since there were {@code known} losses. */
    boolean hasEnded(String user, long known) {
        return known < latest && isAfter(known, Loss.ofEverything(user));
    }

    /** Whether {@code user} still has the rights to all that is in {@code frame}. */
    boolean permit(String user, EventFrame frame) {
        long known = frame.asOf();
        return known >= latest
                || frame.channels().stream()
                        .noneMatch(channel -> isAfter(known, Loss.of(user, channel))
                                || (isAfter(known, Loss.ofAll(channel)) && !(frame.isLasting() && isShared(channel))));
    }

    private synchronized void revoke(Loss loss, LoggedFact fact, Runnable deny) {
        if (losses.getOrDefault(loss, NEVER).fact() < fact.sequence()) {
            // First: who sees the number finds the rights gone.
            deny.run();
            count(loss, fact.sequence());
        }
    }

    /** What is no longer known counts as lost. */
    private synchronized boolean isAfter(long known, Loss loss) {
        return known < forgotten || known < losses.getOrDefault(loss, NEVER).number();
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // Only ever under the lock.
    private synchronized void count(Loss loss, long fact) {
        Counted before = losses.remove(loss);
        long number = latest + 1;
        losses.put(loss, new Counted(number, before == null ? fact : Math.max(fact, before.fact())));
        if (losses.size() > MAX_KEPT) {
            var eldest = losses.entrySet().iterator();
            forgotten = eldest.next().getValue().number();
            eldest.remove();
        }
        // Last: who sees it finds the loss, too.
        latest = number;
    }
}
