package io.minimost.presence.json;

import io.minimost.presence.media.MediaTrack;
import io.minimost.presence.values.UserName;
import java.util.Optional;

/** The sender whose media a client requests, and optionally the track: {@code alice} or {@code alice:screen}. */
public record MediaSource(String sender, Optional<MediaTrack> track) {
    private static final String FIELD = "sender";

    /**
     * The source that {@code text} names.
     *
     * @throws IllegalArgumentException if {@code text} is empty or malformed
     */
    public static MediaSource of(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("sender required");
        }
        String[] parts = text.split(":", 2);
        return new MediaSource(
                InputField.read(FIELD, parts[0], UserName::requireStored),
                parts.length == 1 ? Optional.empty() : Optional.of(track(parts[1])));
    }

    public boolean isScreen() {
        return track.equals(Optional.of(MediaTrack.SCREEN));
    }

    private static MediaTrack track(String word) {
        return MediaTrack.fromValue(word)
                .orElseThrow(() -> new InvalidInputException(
                        FIELD, "sender may end in :cam, :mic or :screen, and in no other word"));
    }
}
