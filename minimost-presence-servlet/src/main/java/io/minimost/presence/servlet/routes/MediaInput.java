package io.minimost.presence.servlet.routes;

import io.minimost.presence.relay.MediaTrack;
import io.minimost.presence.servlet.http.HttpError;
import io.minimost.presence.servlet.http.InputField;
import io.minimost.presence.servlet.http.Request;
import io.minimost.presence.servlet.http.Response;
import java.util.Optional;
import java.util.function.Function;

/** A piece of sound or pictures that a client sends: the body, and what the headers say about it. */
final class MediaInput {
    private static final String TRACK = "X-Track";
    private static final String TYPE = "X-Mime";
    private static final String DEFAULT_TYPE = "video/webm";

    private final Request request;
    private final byte[] data;

    private MediaInput(Request request, byte[] data) {
        this.request = request;
        this.data = data;
    }

    /** @throws HttpError if the body is empty (400) or too long (413) */
    static MediaInput of(Request request) {
        byte[] data = request.media();
        if (data.length == 0) {
            throw new HttpError(Response.error(400, "no data"));
        }
        return new MediaInput(request, data);
    }

    byte[] data() {
        return data;
    }

    /** Whether a recording begins with it. */
    boolean isInit() {
        return request.header("X-Init").filter("1"::equals).isPresent();
    }

    /** @throws HttpError (400) if the client names a track that there is not */
    Optional<MediaTrack> track() {
        return request.header(TRACK).filter(word -> !word.isEmpty()).map(MediaInput::track);
    }

    /**
     * What becomes of a beginning when it is stored under its type.
     *
     * @throws HttpError (400) if the store does not take the type
     */
    <T> T store(Function<String, T> storing) {
        return InputField.read(TYPE, request.header(TYPE).orElse(DEFAULT_TYPE), storing);
    }

    private static MediaTrack track(String word) {
        return MediaTrack.fromValue(word)
                .orElseThrow(() -> new HttpError(Response.badInput(TRACK, TRACK + " must be cam, mic or screen")));
    }
}
