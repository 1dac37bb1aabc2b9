package io.minimost.presence.push;

import io.minimost.presence.errors.PresenceStoreException;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Broadcasts what another process has changed. It is only known that something has changed, so everything is read
 * again. What is the same as before is not sent. For one thread.
 */
final class ExternalChangeBroadcaster {
    private static final Logger LOG = LoggerFactory.getLogger(ExternalChangeBroadcaster.class);

    private final ConnectionIndex connections;
    private final AccessEnforcer accessEnforcer;
    private final CallBroadcaster callBroadcaster;
    private final SignalBroadcaster signalBroadcaster;
    private final DueTopics dueTopics;
    private final Throttle throttle = Throttle.ofWork();
    private boolean pending;

    ExternalChangeBroadcaster(
            ConnectionIndex connections,
            AccessEnforcer accessEnforcer,
            CallBroadcaster callBroadcaster,
            SignalBroadcaster signalBroadcaster,
            DueTopics dueTopics) {
        this.connections = connections;
        this.accessEnforcer = accessEnforcer;
        this.callBroadcaster = callBroadcaster;
        this.signalBroadcaster = signalBroadcaster;
        this.dueTopics = dueTopics;
    }

    void markPending() {
        pending = true;
    }

    /** Whether there are changes that were not broadcast yet. */
    boolean isPending() {
        return pending;
    }

    /**
     * Broadcasts pending changes unless they are throttled; returns in how many nanoseconds to call this again, if at
     * all.
     */
    OptionalLong broadcastDue() {
        if (pending && throttle.remainingNanos() <= 0) {
            pending = !tryBroadcast();
        }
        return pending ? OptionalLong.of(Math.max(1, throttle.remainingNanos())) : OptionalLong.empty();
    }

    private boolean tryBroadcast() {
        try {
            throttle.run(this::broadcastAll);
            return true;
        } catch (PresenceStoreException.Closed e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn("the changes of another process cannot be broadcast now, but will be later", e);
            return false;
        }
    }

    private void broadcastAll() {
        accessEnforcer.recheckAll();
        callBroadcaster.broadcastAll();
        signalBroadcaster.sendAll(connections.all());
        connections.all().forEach(connection -> connection.offer(FactFrames.externalChange()));
        dueTopics.addAll();
        // Within the throttled work, so that the time that this takes counts.
        dueTopics.broadcastDue();
    }
}
