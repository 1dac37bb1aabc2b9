package io.minimost.presence.media;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MimeTypeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "video/webm",
                "audio/webm",
                "video/mp4",
                "audio/ogg",
                "video/x-matroska",
                "video/webm;codecs=vp8",
                "video/webm;codecs=vp9,opus",
                "video/webm; codecs=\"vp8, opus\"",
                "video/x-matroska;codecs=avc1",
                "video/mp4;codecs=avc1.42E01E,mp4a.40.2",
                "video/mp4; codecs=\"av01.0.05M.08\""
            })
    void mimeTypesOfBrowsers_areAccepted(String mimeType) {
        assertThatNoException().isThrownBy(() -> MimeType.require(mimeType));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text/html",
                "video/html",
                "image/svg+xml",
                "application/webm",
                "video/webm,text/html",
                "video/webm\r\nX-Evil: 1",
                "video/webm ",
                "video/webm;",
                "video/webm;charset=utf-8",
                "video/webm;codecs=",
                "video/webm;codecs=\"vp8",
                "video/webm;codecs=vp8\"",
                "video/webm;codecs=<script>",
                "video/webm;codecs=vp8;codecs=vp9",
                "VIDEO/WEBM",
                "video/webm\u0000",
                "v\u0456deo/webm",
                "\ud800",
                "screen/on"
            })
    void otherMimeTypes_areRefused(String mimeType) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MimeType.require(mimeType))
                .withMessageContaining("MIME type");
    }

    @Test
    void mimeTypes_haveAtMost128Characters() {
        String longest = "video/webm;codecs=" + "x".repeat(110);

        assertThatNoException().isThrownBy(() -> MimeType.require(longest));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MimeType.require(longest + "x"))
                .withMessageContaining("129");
    }
}
