package io.minimost.presence.push;

import java.util.Optional;
import java.util.Set;

/**
 * An event on its way to connections, and who may receive it. Shared by all connections that send it. Immutable, but for the
 * note when it happened, which the first of them makes. Thread-safe.
 */
final class EventFrame {
    /** Stands for a time that is not known. */
    static final long UNKNOWN = 0;

    private final OutgoingEvent plain;
    private final OutgoingEvent named;
    private final FrameScope scope;
    private final Optional<Object> valueKey;
    private final Optional<Object> identity;
    private final boolean dispensable;
    private final long lastFact;
    private volatile long changedNanos;

    private EventFrame(
            OutgoingEvent plain,
            OutgoingEvent named,
            FrameScope scope,
            Optional<Object> valueKey,
            Optional<Object> identity,
            boolean dispensable,
            long lastFact) {
        this.plain = plain;
        this.named = named;
        this.scope = scope;
        this.valueKey = valueKey;
        this.identity = identity;
        this.dispensable = dispensable;
        this.lastFact = lastFact;
    }

    /** An event; of {@code channel} if there is one. */
    static EventFrame event(String name, Optional<String> channel, byte[] json) {
        return event(name, channel, json, Optional.empty());
    }

    /** An event with an id. A client that has it has everything up to {@code position}. */
    static EventFrame event(String name, Optional<String> channel, byte[] json, EventId position) {
        return event(name, channel, json, Optional.of(position));
    }

    private static EventFrame event(String name, Optional<String> channel, byte[] json, Optional<EventId> position) {
        OutgoingEvent plain = OutgoingEvent.event(name, json, position);
        OutgoingEvent named = channel.map(of -> OutgoingEvent.event(name + ":" + of, json, position))
                .orElse(plain);
        return new EventFrame(
                plain, named, FrameScope.ofChannel(channel), Optional.empty(), Optional.empty(), false, 0);
    }

    /** The position up to which everything was sent. It is no event, and keeps a silent connection alive. */
    static EventFrame position(EventId position) {
        return control(OutgoingEvent.position(position));
    }

    /** How long to wait before connecting again. */
    static EventFrame retry(EndReason reason) {
        return control(OutgoingEvent.retry(reason.retryAfter().toMillis()));
    }

    private static EventFrame control(OutgoingEvent event) {
        return new EventFrame(event, event, FrameScope.CONTROL, Optional.empty(), Optional.empty(), false, 0);
    }

    /** This frame as the current value of {@code key}, which a newer one replaces. */
    EventFrame asValueOf(Object key) {
        return new EventFrame(plain, named, scope, Optional.of(key), identity, dispensable, lastFact);
    }

    /**
     * This frame as an event of the host that is identified by {@code key}: no connection begins with it and sends it
     * again.
     */
    EventFrame identifiedBy(Object key) {
        return new EventFrame(plain, named, scope, valueKey, Optional.of(key), dispensable, lastFact);
    }

    /** Notes when that happened which it reports, unless that is known already. */
    void changedAt(long nanos) {
        if (changedNanos == UNKNOWN && !isControl()) {
            changedNanos = nanos;
        }
    }

    /** Whether it is known when that happened which it reports. */
    boolean isTimed() {
        return changedNanos != UNKNOWN;
    }

    /** When that happened which it reports, by {@link System#nanoTime()}. */
    long changedNanos() {
        return changedNanos;
    }

    Optional<Object> identity() {
        return identity;
    }

    /** Whether it is an event of the host with a cursor. */
    boolean isHostFact() {
        return identity.isPresent();
    }

    /** This frame as one about facts up to the one with the number {@code sequence}. */
    EventFrame withFactsUpTo(long sequence) {
        return new EventFrame(plain, named, scope, valueKey, identity, dispensable, sequence);
    }

    /** This frame as one that may be skipped for a client that reads too slowly. */
    EventFrame asDispensable() {
        return new EventFrame(plain, named, scope, valueKey, identity, true, lastFact);
    }

    /** This frame as one whose content was read when there were this many {@link Revocations}. */
    EventFrame asOf(long revocations) {
        return new EventFrame(plain, named, scope.asOf(revocations), valueKey, identity, dispensable, lastFact);
    }

    /** This frame as one with data of these channels, and of no others. */
    EventFrame withChannels(Set<String> channels) {
        return new EventFrame(plain, named, scope.withChannels(channels), valueKey, identity, dispensable, lastFact);
    }

    /** This frame as one that stays true after one of its channels was deleted that users may still use. */
    EventFrame asLasting() {
        return new EventFrame(plain, named, scope.asLasting(), valueKey, identity, dispensable, lastFact);
    }

    boolean isLasting() {
        return scope.lasting();
    }

    long asOf() {
        return scope.asOf();
    }

    /** The channels that it has data of. */
    Set<String> channels() {
        return scope.channels();
    }

    /** The channel whose watchers receive it, if it is for those. */
    Optional<String> watchedChannel() {
        return scope.watchedChannel();
    }

    /** Whether it only controls the connection, and has no data. */
    boolean isControl() {
        return scope.control();
    }

    /** Whether it is the current value of something, which can be read again. */
    boolean isCurrentValue() {
        return valueKey.isPresent();
    }

    /**
     * @param namesChannels whether events of a channel name it
     */
    OutgoingEvent outgoingEvent(boolean namesChannels) {
        return namesChannels ? named : plain;
    }

    boolean replaces(EventFrame other) {
        return valueKey.isPresent() && valueKey.equals(other.valueKey);
    }

    /** Whether it is about facts, and only about those up to the one with the number {@code sequence}. */
    boolean hasOnlyFactsUpTo(long sequence) {
        return lastFact > 0 && lastFact <= sequence;
    }

    boolean isDispensable() {
        return dispensable;
    }

    boolean hasSameContentAs(EventFrame other) {
        return plain.hasSameContentAs(other.plain);
    }

    /** Whether it is the current value of the same as {@code other}, with the same content. */
    boolean repeats(EventFrame other) {
        return replaces(other) && hasSameContentAs(other);
    }
}
