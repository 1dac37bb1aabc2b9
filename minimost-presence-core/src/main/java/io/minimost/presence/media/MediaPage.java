package io.minimost.presence.media;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a viewer gets of a recording at once.
 *
 * @param init how it begins; empty if the sender has not said yet
 * @param chunks pieces by ascending sequence; none if there is nothing new
 */
public record MediaPage(Optional<MediaInit> init, List<MediaChunk> chunks) {
    /** Copies the list. */
    public MediaPage {
        Objects.requireNonNull(init, "init");
        chunks = List.copyOf(chunks);
    }
}
