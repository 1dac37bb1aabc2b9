package io.minimost.presence.servlet.routes;

import io.minimost.presence.json.InputField;
import io.minimost.presence.json.MediaJson;
import io.minimost.presence.media.AppendResult;
import io.minimost.presence.media.MediaOutcome;
import io.minimost.presence.media.MediaTrack;
import io.minimost.presence.servlet.http.HttpError;
import io.minimost.presence.servlet.http.Request;
import io.minimost.presence.servlet.http.Response;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** A media chunk that a client sends: the body and its headers. */
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
            throw new HttpError(400, "no data");
        }
        return new MediaInput(request, data);
    }

    byte[] data() {
        return data;
    }

    /** Whether this is the init segment of a recording. */
    boolean isInit() {
        return request.header("X-Init").filter("1"::equals).isPresent();
    }

    /** @throws HttpError (400) if the client names an unknown track */
    Optional<MediaTrack> track() {
        return request.header(TRACK)
                .filter(word -> !word.isEmpty())
                .map(word -> MediaTrack.fromValue(word)
                        .orElseThrow(() -> HttpError.badInput(TRACK, TRACK + " must be cam, mic or screen")));
    }

    /**
     * Stores an init segment, with its media type, or appends another chunk.
     *
     * @throws HttpError (400) if the store rejects the type
     */
    Response store(
            Function<String, MediaOutcome> putInit, Supplier<AppendResult> append, Response over, Response notFound) {
        Optional<AppendResult> appended = isInit() ? Optional.empty() : Optional.of(append.get());
        MediaOutcome outcome = appended.map(AppendResult::outcome)
                .orElseGet(() -> InputField.read(TYPE, request.header(TYPE).orElse(DEFAULT_TYPE), putInit));
        return switch (outcome) {
            case STORED -> Response.json(appended.map(MediaJson::stored).orElseGet(MediaJson::initStored));
            case OVER -> over;
            case NO_SUCH_SESSION -> notFound;
        };
    }
}
