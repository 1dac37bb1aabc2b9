package io.minimost.presence.relay;

import java.util.Objects;
import java.util.Optional;

/**
 * What a participant of a call sends, if he sends several things at once. Who sends only one has no track, as in
 * MiniMost.
 */
public enum MediaTrack {
    /** The picture of the camera. */
    CAM("cam"),
    /** The sound of the microphone. */
    MIC("mic"),
    /** The picture of the screen. */
    SCREEN("screen");

    private final String wire;

    MediaTrack(String wire) {
        this.wire = wire;
    }

    /** The word for it in the database and in headers. */
    public String wire() {
        return wire;
    }

    /** The track that {@code word} stands for; empty if there is none. The case of letters matters. */
    public static Optional<MediaTrack> ofWire(String word) {
        Objects.requireNonNull(word, "track");
        for (MediaTrack track : values()) {
            if (track.wire.equals(word)) {
                return Optional.of(track);
            }
        }
        return Optional.empty();
    }
}
