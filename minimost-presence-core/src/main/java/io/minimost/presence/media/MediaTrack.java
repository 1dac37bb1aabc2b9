package io.minimost.presence.media;

import java.util.Objects;
import java.util.Optional;

/**
 * The source of a recording in a call, where a user sends several at once. The recording of a user who sends only one has no
 * track, as in MiniMost.
 */
public enum MediaTrack {
    /** The video of the camera. */
    CAM("cam"),
    /** The audio of the microphone. */
    MIC("mic"),
    /** The video of the screen. */
    SCREEN("screen");

    private final String value;

    MediaTrack(String value) {
        this.value = value;
    }

    /** The value for it in the database and in headers. */
    public String value() {
        return value;
    }

    /** The track that {@code value} stands for; empty if there is none. The case of letters matters. */
    public static Optional<MediaTrack> fromValue(String value) {
        Objects.requireNonNull(value, "track");
        for (MediaTrack track : values()) {
            if (track.value.equals(value)) {
                return Optional.of(track);
            }
        }
        return Optional.empty();
    }
}
