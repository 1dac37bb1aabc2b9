package io.minimost.presence.servlet.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;

/** Entity tags (RFC 9110, 8.8.3): a client that sends the tag of a body has that body. */
final class ETag {
    /** In bytes: 128 bits of the hash are enough against collisions. */
    private static final int LENGTH = 16;

    private static final String WEAK = "W/";

    /** Of Apache httpd ({@code -gzip}, {@code -br}), Jetty ({@code --gzip}) and others ({@code ;gzip}). */
    private static final Pattern MARK_OF_PROXY = Pattern.compile("(?:--?|;)(?:gzip|br|deflate|zstd)\"$");

    private ETag() {}

    static String of(byte[] body) {
        byte[] hash = Arrays.copyOf(sha256().digest(body), LENGTH);
        return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(hash) + '"';
    }

    /**
     * Whether an If-None-Match header matches {@code tag}: it is {@code *}, or a list of weak or strong tags. Proxies that
     * compress a response mark its tag, for example {@code "...-gzip"}. (Our own tags have no comma, and all have the same
     * length, so neither half of a foreign tag nor a foreign tag with a mark equals one of them.)
     */
    static boolean isAmong(String tag, String ifNoneMatch) {
        if (ifNoneMatch.equals(tag)) {
            return true; // As a client sends it whose answer no proxy has changed.
        }
        for (String candidate : ifNoneMatch.split(",", -1)) {
            String stripped = candidate.strip();
            String strong = stripped.startsWith(WEAK) ? stripped.substring(WEAK.length()) : stripped;
            if (stripped.equals("*")
                    || MARK_OF_PROXY.matcher(strong).replaceFirst("\"").equals(tag)) {
                return true;
            }
        }
        return false;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
