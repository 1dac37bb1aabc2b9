package io.minimost.presence.servlet.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** Entity tags (RFC 9110, 8.8.3): a tag names a body, so that it need not be sent again. */
public final class ETag {
    /** 128 bits of the hash: nobody finds a second body for them. */
    private static final int LENGTH = 16;

    private ETag() {}

    /** The strong tag of {@code body}. */
    static String of(byte[] body) {
        byte[] hash = Arrays.copyOf(sha256().digest(body), LENGTH);
        return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(hash) + '"';
    }

    /**
     * Whether {@code tag} is among those of an If-None-Match header: {@code *}, or a list of tags, weak or strong. (Our own
     * tags hold no comma, so a foreign one that is cut in two at a comma equals none of them.)
     */
    public static boolean isAmong(String tag, String ifNoneMatch) {
        for (String candidate : ifNoneMatch.split(",", -1)) {
            String stripped = candidate.strip();
            if (stripped.equals("*") || stripped.equals(tag) || stripped.equals("W/" + tag)) {
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
