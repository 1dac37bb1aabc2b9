package io.minimost.presence.push;

import io.minimost.presence.errors.PresenceStoreException;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what another process has changed. All that is known is that something was, so everything is looked at; what looks
 * as before is not told again. For one thread.
 */
final class ExternalChangeBroadcaster {
    private static final Logger LOG = LoggerFactory.getLogger(ExternalChangeBroadcaster.class);

    private final ConnectionIndex audience;
    private final AccessEnforcer rights;
    private final CallBroadcaster calls;
    private final SignalBroadcaster signals;
    private final DueTopics due;
    private final Throttle rest = new Throttle();
    private boolean wanted;

    ExternalChangeBroadcaster(
            ConnectionIndex audience,
            AccessEnforcer rights,
            CallBroadcaster calls,
            SignalBroadcaster signals,
            DueTopics due) {
        this.audience = audience;
        this.rights = rights;
        this.calls = calls;
        this.signals = signals;
        this.due = due;
    }

    void changed() {
        wanted = true;
    }

    /** Whether there are changes that were not looked at yet. */
    boolean isPending() {
        return wanted;
    }

    /** Tells, unless there is nothing to tell or that rests; returns in how many nanoseconds it may be told then. */
    OptionalLong tell() {
        if (wanted && rest.remainingNanos() <= 0) {
            wanted = !isTold();
        }
        return wanted ? OptionalLong.of(Math.max(1, rest.remainingNanos())) : OptionalLong.empty();
    }

    private boolean isTold() {
        try {
            rest.after(this::tellAll);
            return true;
        } catch (PresenceStoreException.Closed e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn("what another process has changed cannot be told now, and will be later", e);
            return false;
        }
    }

    private void tellAll() {
        rights.checkAll();
        calls.tellAll();
        for (EventConnection stream : audience.everybody()) {
            signals.tellAll(stream);
            stream.offer(FactFrames.externalChange());
        }
        due.addAll();
        // Here and now, so that the rest is as long as all of this deserves.
        due.tell();
    }
}
