package io.minimost.presence.testing;

import java.util.List;
import java.util.stream.Stream;

/** Input that must not reach the database. */
public final class Hostile {
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            " alice",
            "alice ",
            "\u2003alice",
            "al\u0000ice",
            "al\nice",
            "al\u001bice",
            "al\u007fice",
            "al\u0085ice",
            "al\u2028ice",
            "al\u2029ice",
            "\ud800",
            "al\udc00ice",
            "alice\ud83d",
            "\ude00\ud83d",
            "x".repeat(65),
            "\ud83d\ude00".repeat(65));

    private Hostile() {}

    public static List<String> names() {
        return Stream.concat(TEXTS.stream(), Stream.of(":", "al:ice", "dm:alice:bob", "private:1"))
                .toList();
    }

    public static List<String> channels() {
        return Stream.concat(
                        TEXTS.stream(),
                        Stream.of(
                                "a:b",
                                "DM:alice:bob",
                                "Private:1",
                                "dm:",
                                "dm:alice",
                                "dm:alice:alice",
                                "dm:bob:alice",
                                "dm::alice",
                                "dm:alice:",
                                "dm:alice: bob",
                                "dm:alice:b\u0000ob",
                                "private:",
                                "private:0",
                                "private:01",
                                "private:-1",
                                "private:+1",
                                "private: 1",
                                "private:1:x",
                                "private:1.0",
                                "private:0x1",
                                "private:\u0661",
                                "private:" + "9".repeat(19),
                                "private:1" + "0".repeat(30)))
                .toList();
    }

    /** {@code text} in printable ASCII. */
    public static String printable(String text) {
        StringBuilder printable = new StringBuilder();
        text.chars().forEach(c -> {
            if (c > ' ' && c < 0x7f) {
                printable.append((char) c);
            } else {
                printable.append("\\u%04x".formatted(c));
            }
        });
        return printable.toString();
    }
}
