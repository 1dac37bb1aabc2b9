package io.minimost.presence.push;

import java.util.Optional;
import java.util.Set;

/**
 * Who may receive a frame, as far as that can change while it waits.
 *
 * @param watchedChannel the channel whose watchers receive it, if it is for those
 * @param channels all channels that it has data of
 * @param asOf the number of {@link Revocations} when its content was read; 0 is the safe default
 * @param lasting whether it stays true after one of its channels was deleted that users may still use
 * @param control whether it has no data, so that anyone may receive it
 */
record FrameScope(Optional<String> watchedChannel, Set<String> channels, long asOf, boolean lasting, boolean control) {
    static final FrameScope CONTROL = new FrameScope(Optional.empty(), Set.of(), 0, true, true);

    static FrameScope ofChannel(Optional<String> channel) {
        return new FrameScope(channel, channel.map(Set::of).orElse(Set.of()), 0, false, false);
    }

    FrameScope asOf(long revocations) {
        return new FrameScope(watchedChannel, channels, revocations, lasting, control);
    }

    FrameScope withChannels(Set<String> all) {
        return new FrameScope(watchedChannel, Set.copyOf(all), asOf, lasting, control);
    }

    FrameScope asLasting() {
        return new FrameScope(watchedChannel, channels, asOf, true, control);
    }
}
