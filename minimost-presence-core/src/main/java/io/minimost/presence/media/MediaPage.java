package io.minimost.presence.media;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What one read of a recording returns. Immutable.
 *
 * @param init the init chunk; empty if the sender has sent none
 * @param chunks media chunks by ascending sequence; empty if there are no new ones
 */
public record MediaPage(Optional<MediaInit> init, List<MediaChunk> chunks) {
    /** Copies the list. */
    public MediaPage {
        Objects.requireNonNull(init, "init");
        chunks = List.copyOf(chunks);
    }
}
