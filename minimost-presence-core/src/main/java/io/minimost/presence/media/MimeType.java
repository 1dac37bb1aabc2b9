package io.minimost.presence.media;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/** The MIME types of recordings: those that browsers record, and none that a browser would show as a page. */
final class MimeType {
    static final int MAX_LENGTH = 128;

    private static final String CODEC = "[A-Za-z0-9][A-Za-z0-9._-]*";
    private static final String CODECS = CODEC + "(?:, ?" + CODEC + ")*";
    private static final Pattern RECORDING = Pattern.compile(String.format(
            Locale.ROOT, "(?:audio|video)/(?:webm|mp4|ogg|x-matroska)(?:; ?codecs=(?:%1$s|\"%1$s\"))?", CODECS));

    private MimeType() {}

    static void require(String type) {
        Objects.requireNonNull(type, "mimeType");
        if (type.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "the MIME type has %d characters, at most %d are allowed", type.length(), MAX_LENGTH));
        }
        if (!RECORDING.matcher(type).matches()) {
            throw new IllegalArgumentException(
                    "the MIME type is not audio/ or video/ followed by webm, mp4, ogg or x-matroska, and optionally ;codecs=...");
        }
    }
}
