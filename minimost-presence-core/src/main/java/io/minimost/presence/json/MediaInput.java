package io.minimost.presence.json;

import io.minimost.presence.media.AppendResult;
import io.minimost.presence.media.MediaOutcome;
import io.minimost.presence.media.MediaTrack;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** A media chunk that a client sends, and what it has sent beside it. */
public final class MediaInput {
    private static final String TRACK = "X-Track";
    private static final String TYPE = "X-Mime";
    private static final String DEFAULT_TYPE = "video/webm";

    private final byte[] data;
    private final Function<String, Optional<String>> headers;

    /**
     * A chunk that is not copied.
     *
     * @param headers finds a header by its name
     * @throws IllegalArgumentException if the chunk is empty
     */
    public MediaInput(byte[] data, Function<String, Optional<String>> headers) {
        if (data.length == 0) {
            throw new IllegalArgumentException("no data");
        }
        this.data = data;
        this.headers = headers;
    }

    public byte[] data() {
        return data;
    }

    /** Whether this is the init segment of a recording. */
    public boolean isInit() {
        return headers.apply("X-Init").filter("1"::equals).isPresent();
    }

    /**
     * The track of which it is; empty if the client names none.
     *
     * @throws InvalidInputException if there is no such track
     */
    public Optional<MediaTrack> track() {
        return headers.apply(TRACK)
                .filter(word -> !word.isEmpty())
                .map(word -> MediaTrack.fromValue(word)
                        .orElseThrow(() -> new InvalidInputException(TRACK, TRACK + " must be cam, mic or screen")));
    }

    /**
     * Stores an init segment, with its media type, or appends another chunk. An init segment has the number -1.
     *
     * @throws InvalidInputException if the store rejects the type
     */
    public AppendResult store(Function<String, MediaOutcome> putInit, Supplier<AppendResult> append) {
        if (!isInit()) {
            return append.get();
        }
        String type = headers.apply(TYPE).orElse(DEFAULT_TYPE);
        MediaOutcome outcome = InputField.read(TYPE, type, putInit);
        return outcome == MediaOutcome.STORED
                ? AppendResult.stored(MediaJson.BEFORE_ALL)
                : AppendResult.refused(outcome);
    }
}
