package io.minimost.presence.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is JSON, and that SQLite, whose rule it was before, agrees. */
class PayloadSyntaxTest {
    private static final List<String> VALID = List.of(
            "{\"type\":\"offer\",\"sdp\":\"v=0\\r\\n\\u00e9\\ud83d\\ude00\",\"n\":[1,-2.5e-7,0,true,false,null,{}]}",
            "[[],[[1]],{\"a\":{\"b\":[]}}]",
            "\"text\"",
            " 12 ",
            "-0.0",
            "1e308");

    /** Of what a change is made: parts of JSON, and of what looks like it. */
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            "0",
            "9",
            "-",
            "+",
            ".",
            "e",
            "E",
            "t",
            "null",
            "true",
            "NaN",
            "'",
            "/*",
            "//",
            " ",
            "\n",
            "\t",
            "\u00a0",
            "\u0001",
            "1e999",
            "é",
            "\ufeff",
            "\\u",
            "\\x",
            "01",
            "Infinity");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1,]",
                "{\"a\":1,}",
                "'a'",
                "NaN",
                "Infinity",
                "-",
                "01",
                "1.",
                ".5",
                "+1",
                "1 2",
                "[1]]",
                "{a:1}",
                "\"\\x41\"",
                "\"\t\"",
                "nul",
                "1e999",
                "-1e999",
                "[1e999]",
                "// 1",
                "\u00a01",
                "\ufeff1"
            })
    void whatIsNoJson_isRefused(String text) {
        assertThat(PayloadSyntax.isValid(text)).isFalse();
    }

    @Test
    void json_isAccepted() {
        assertThat(VALID).allMatch(PayloadSyntax::isValid);
    }

    @Test
    void sqlite_agrees_alsoAboutChangedTexts() throws Exception {
        Random random = new Random(20_261_128);
        try (Connection sqlite = DriverManager.getConnection("jdbc:sqlite::memory:");
                PreparedStatement query = sqlite.prepareStatement(
                        "SELECT CASE WHEN json_valid(?1) THEN NOT EXISTS (SELECT 1"
                                + " FROM json_tree(?1) WHERE type IN ('integer', 'real') AND atom IN (9e999, -9e999)) ELSE 0 END")) {
            for (int i = 0; i < 20_000; i++) {
                String text = changed(VALID.get(random.nextInt(VALID.size())), random);
                query.setString(1, text);
                try (ResultSet rows = query.executeQuery()) {
                    rows.next();
                    assertThat(PayloadSyntax.isValid(text)).as(text).isEqualTo(rows.getBoolean(1));
                }
            }
        }
    }

    private static String changed(String text, Random random) {
        StringBuilder changed = new StringBuilder(text);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(changed.length() + 1);
            int end = Math.min(changed.length(), at + random.nextInt(3));
            changed.replace(at, end, PIECES.get(random.nextInt(PIECES.size())));
        }
        return changed.toString();
    }
}
