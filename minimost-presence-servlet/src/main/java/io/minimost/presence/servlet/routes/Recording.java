package io.minimost.presence.servlet.routes;

import io.minimost.presence.relay.MediaTrack;
import io.minimost.presence.servlet.http.Field;
import io.minimost.presence.servlet.http.Refusal;
import io.minimost.presence.servlet.http.Reply;
import io.minimost.presence.values.UserName;
import java.util.Optional;

/** Whose sound or picture a client wants, and which if he sends several: {@code alice} or {@code alice:screen}. */
record Recording(String sender, Optional<MediaTrack> track) {
    private static final String FIELD = "sender";

    /** @throws Refusal (400) if it is no such text */
    static Recording of(String text) {
        if (text.isEmpty()) {
            throw new Refusal(Reply.error(400, "sender required"));
        }
        String[] parts = text.split(":", 2);
        return new Recording(
                Field.read(FIELD, parts[0], UserName::require),
                parts.length == 1 ? Optional.empty() : Optional.of(track(parts[1])));
    }

    boolean isScreen() {
        return track.equals(Optional.of(MediaTrack.SCREEN));
    }

    private static MediaTrack track(String word) {
        return MediaTrack.ofWire(word)
                .orElseThrow(() -> new Refusal(
                        Reply.badInput(FIELD, "sender may end in :cam, :mic or :screen, and in no other word")));
    }
}
