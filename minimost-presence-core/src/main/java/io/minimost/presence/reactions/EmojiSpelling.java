package io.minimost.presence.reactions;

import java.util.stream.Stream;

/**
 * The spellings of an emoji. A keyboard may add a variation selector that asks for the form of a text (U+FE0E) or of a picture
 * (U+FE0F); to users both are the same reaction.
 */
final class EmojiSpelling {
    private EmojiSpelling() {}

    /** What all spellings of {@code emoji} have in common. */
    static String withoutSelectors(String emoji) {
        return emoji.replace("\ufe0e", "").replace("\ufe0f", "");
    }

    /** Whether {@code emoji} may have several spellings; plain names, and digits as emoji, have one. */
    static boolean mayVary(String emoji) {
        return withoutSelectors(emoji).chars().anyMatch(c -> c >= 0x80);
    }

    /** What identifies the reaction: two reactions with the same are one. */
    static String key(String emoji) {
        return mayVary(emoji) ? withoutSelectors(emoji) : emoji;
    }

    /** How many different reactions, other than {@code emoji}, are in {@code spellings}. */
    static long countOthers(Stream<String> spellings, String emoji) {
        String own = key(emoji);
        return spellings
                .map(EmojiSpelling::key)
                .filter(key -> !key.equals(own))
                .distinct()
                .count();
    }
}
