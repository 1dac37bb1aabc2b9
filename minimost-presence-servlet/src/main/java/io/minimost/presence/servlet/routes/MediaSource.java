package io.minimost.presence.servlet.routes;

import io.minimost.presence.media.MediaTrack;
import io.minimost.presence.servlet.http.HttpError;
import io.minimost.presence.servlet.http.InputField;
import io.minimost.presence.servlet.http.Response;
import io.minimost.presence.values.UserName;
import java.util.Optional;

/** The sender whose media a client requests, and optionally the track: {@code alice} or {@code alice:screen}. */
record MediaSource(String sender, Optional<MediaTrack> track) {
    private static final String FIELD = "sender";

    /** @throws HttpError (400) if {@code text} is malformed */
    static MediaSource of(String text) {
        String[] parts = InputField.required(text, Response.error(400, "sender required"))
                .split(":", 2);
        return new MediaSource(
                InputField.read(FIELD, parts[0], UserName::requireStored),
                parts.length == 1 ? Optional.empty() : Optional.of(track(parts[1])));
    }

    boolean isScreen() {
        return track.equals(Optional.of(MediaTrack.SCREEN));
    }

    private static MediaTrack track(String word) {
        return MediaTrack.fromValue(word)
                .orElseThrow(() ->
                        HttpError.badInput(FIELD, "sender may end in :cam, :mic or :screen, and in no other word"));
    }
}
