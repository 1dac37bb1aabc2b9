package io.minimost.presence.values;

import java.util.Locale;
import java.util.Objects;

/** The one rule for names, of users, channels and reactions alike. Each level includes those before it. */
enum NameRule {
    /** What a file may hold, also from MiniMost or an older version: no control, no lone surrogate, no blank at an end. */
    STORED,
    /** What a user can see: see {@link VisibleText}. */
    VISIBLE,
    /** What a path can carry in one segment without a second reading, whichever container or proxy reads it. */
    ROUTABLE;

    private static final String NOT_IN_PATHS = ";/\\%";

    /** Returns {@code text}; throws if it is not valid. The message contains {@code what}, the text and the flaw. */
    String require(String what, String text, int maxLength) {
        Objects.requireNonNull(text, what);
        if (text.isEmpty()) {
            throw new IllegalArgumentException(what + " is empty");
        }
        reject(what, text, unstorable(text));
        int length = text.codePointCount(0, text.length());
        if (length > maxLength) {
            reject(
                    what,
                    text,
                    String.format(Locale.ROOT, "has %d characters, at most %d are allowed", length, maxLength));
        }
        if (!text.equals(text.strip())) {
            reject(what, text, VisibleText.BLANK_AT_AN_END);
        }
        if (this != STORED) {
            reject(what, text, VisibleText.flaw(text));
        }
        if (this == ROUTABLE) {
            reject(what, text, unroutable(text));
        }
        return text;
    }

    private static void reject(String what, String text, String flaw) {
        if (!flaw.isEmpty()) {
            throw new IllegalArgumentException(what + " " + TextRules.quote(text) + " " + flaw);
        }
    }

    private static String unstorable(String text) {
        // A loop, not a stream, because this runs several times for each keystroke.
        int next;
        for (int i = 0; i < text.length(); i = next) {
            int c = text.codePointAt(i);
            next = i + Character.charCount(c);
            String flaw = switch (Character.getType(c)) {
                case Character.CONTROL -> "contains a control character";
                case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> "contains a line separator";
                // codePointAt() joins pairs, so a remaining surrogate is unpaired.
                case Character.SURROGATE -> "contains a lone surrogate";
                default -> "";
            };
            if (!flaw.isEmpty()) {
                return flaw;
            }
        }
        return "";
    }

    private static String unroutable(String text) {
        if (text.equals(".") || text.equals("..")) {
            return "is a dot segment, which no path can carry";
        }
        for (int i = 0; i < text.length(); i++) {
            if (NOT_IN_PATHS.indexOf(text.charAt(i)) >= 0) {
                return "contains '" + text.charAt(i) + "', which no path can carry";
            }
        }
        return "";
    }
}
