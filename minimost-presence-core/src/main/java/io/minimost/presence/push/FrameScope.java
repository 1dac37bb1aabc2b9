package io.minimost.presence.push;

import java.util.Optional;
import java.util.Set;

/**
 * Whom a frame is for, as far as that can change while it waits.
 *
 * @param watched the channel for whose watchers it is, if it is for those
 * @param channels all channels that it tells of
 * @param asOf how many {@link Revocations} there had been when its content was read; 0 is the safe default
 * @param lasting whether it stays true when a channel is forgotten which its receivers may go on using
 * @param control whether it tells of nothing, and is for anybody
 */
record FrameScope(Optional<String> watched, Set<String> channels, long asOf, boolean lasting, boolean control) {
    static final FrameScope CONTROL = new FrameScope(Optional.empty(), Set.of(), 0, true, true);

    static FrameScope of(Optional<String> channel) {
        return new FrameScope(channel, channel.map(Set::of).orElse(Set.of()), 0, false, false);
    }

    FrameScope asOf(long revocations) {
        return new FrameScope(watched, channels, revocations, lasting, control);
    }

    FrameScope about(Set<String> all) {
        return new FrameScope(watched, Set.copyOf(all), asOf, lasting, control);
    }

    FrameScope asLasting() {
        return new FrameScope(watched, channels, asOf, true, control);
    }
}
