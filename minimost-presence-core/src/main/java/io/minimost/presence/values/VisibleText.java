package io.minimost.presence.values;

import java.util.Locale;

/**
 * Whether users can see a text as it is: it has a visible character, neither end is a blank, it does not change the direction
 * of the text around it, and nothing in it is invisible without need. Needed are the joiners of Persian and of emoji, the
 * variation selectors of emoji and ideographs, and the tags of flags.
 *
 * <p>Characters that the JVM's version of Unicode does not know yet count as visible, so that new emoji are.
 */
final class VisibleText {
    static final String BLANK_AT_AN_END = "begins or ends with a blank";

    private static final int NONE = -1;
    private static final int BLACK_FLAG = 0x1f3f4;
    private static final String KEYCAPS = "0123456789#*";

    /** Unicode's Default_Ignorable_Code_Point, which no JVM has, and the annotation marks. First and last of each range. */
    private static final int[] INVISIBLE = {
        0xad, 0xad, 0x34f, 0x34f, 0x61c, 0x61c, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x180b, 0x180f, 0x200b, 0x200f, 0x202a,
        0x202e, 0x2060, 0x206f, 0x3164, 0x3164, 0xfe00, 0xfe0f, 0xfeff, 0xfeff, 0xffa0, 0xffa0, 0xfff0, 0xfffb, 0x1bca0,
        0x1bca3, 0x1d173, 0x1d17a, 0xe0000, 0xe0fff
    };

    private VisibleText() {}

    /** What is wrong with a text that is not empty and has no lone surrogate; empty if nothing is. */
    static String flaw(String text) {
        if (isPlainAscii(text)) {
            return "";
        }
        if (isBlank(text.codePointAt(0)) || isBlank(text.codePointBefore(text.length()))) {
            return BLANK_AT_AN_END;
        }
        int[] characters = text.codePoints().toArray();
        boolean hasVisible = false;
        for (int i = 0; i < characters.length; i++) {
            int c = characters[i];
            int before = i == 0 ? NONE : characters[i - 1];
            int after = i == characters.length - 1 ? NONE : characters[i + 1];
            if (isRefused(before, c, after)) {
                return String.format(Locale.ROOT, "contains %s, U+%04X", kind(c), c);
            }
            hasVisible |= isVisible(c);
        }
        return hasVisible ? "" : "has no visible character";
    }

    private static boolean isPlainAscii(String text) {
        // A loop, not a stream, because this runs several times for each keystroke.
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 0x7f) {
                return false;
            }
        }
        return true;
    }

    /** {@code text} without the blanks at its ends. */
    static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.codePointAt(start))) {
            start += Character.charCount(text.codePointAt(start));
        }
        while (start < end && isBlank(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(start, end);
    }

    static boolean isInvisible(int c) {
        for (int i = 0; i < INVISIBLE.length; i += 2) {
            if (c >= INVISIBLE[i] && c <= INVISIBLE[i + 1]) {
                return true;
            }
        }
        return false;
    }

    private static boolean isRefused(int before, int c, int after) {
        if (isJoiner(c)) {
            return before == NONE || after == NONE;
        }
        if (isSelector(c)) {
            return !hasVariations(before);
        }
        if (isTag(c)) {
            return before != BLACK_FLAG && !isTag(before);
        }
        return isInvisible(c) || isDirection(c) || isNoncharacter(c);
    }

    private static String kind(int c) {
        if (isNoncharacter(c)) {
            return "a noncharacter";
        }
        return isDirection(c) ? "a direction mark" : "an invisible character where nothing needs it";
    }

    /** Also what fonts draw as a blank: of Braille, of music, of hieroglyphs. */
    private static boolean isBlank(int c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || c == 0x2800
                || c == 0x1d159
                || c == 0x13441
                || c == 0x13442;
    }

    /** Whether {@code c} is seen by itself. Controls are for the caller to exclude. */
    static boolean isVisible(int c) {
        return !isBlank(c)
                && !isInvisible(c)
                && switch (Character.getType(c)) {
                    case Character.FORMAT,
                            Character.NON_SPACING_MARK,
                            Character.ENCLOSING_MARK,
                            Character.COMBINING_SPACING_MARK -> false;
                    default -> true;
                };
    }

    /** Those between two letters of Persian, Mongolian or Hebrew, or between the parts of an emoji. */
    private static boolean isJoiner(int c) {
        return c == 0x200c || c == 0x200d || c == 0x180e || c == 0x34f;
    }

    private static boolean isSelector(int c) {
        return (c >= 0xfe00 && c <= 0xfe0f)
                || (c >= 0xe0100 && c <= 0xe01ef)
                || (c >= 0x180b && c <= 0x180d)
                || c == 0x180f;
    }

    /** Whether a variation selector after the character changes what is seen. In ASCII it does so only for keycaps. */
    private static boolean hasVariations(int c) {
        return c < 0x80 ? KEYCAPS.indexOf(c) >= 0 : isVisible(c);
    }

    private static boolean isTag(int c) {
        return c >= 0xe0020 && c <= 0xe007f;
    }

    private static boolean isDirection(int c) {
        return c == 0x61c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    }

    private static boolean isNoncharacter(int c) {
        return (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
    }
}
