package io.minimost.presence.servlet.http;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Decodes UTF-8 strictly. */
final class Utf8 {
    private Utf8() {}

    static String decode(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    /**
     * The bytes that {@code text} stands for, with percent escapes, and a plus sign for each blank. Not decoded yet, because
     * {@link URLDecoder} would replace malformed UTF-8.
     *
     * @param text whose characters stand for one byte each
     * @throws IllegalArgumentException if an escape is malformed
     */
    static byte[] percentDecoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
    }
}
