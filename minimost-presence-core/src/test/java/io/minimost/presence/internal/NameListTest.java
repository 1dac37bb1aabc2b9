package io.minimost.presence.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever another program has stored as a name. */
class NameListTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice",
                "",
                "a\"b",
                "c\\d",
                "e\\\"f",
                "g'h",
                "Zoë 😀",
                "new\nline\r",
                "\t\b\f\u0001\u001f\u007f",
                "$1 \\1"
            })
    void names_areTextsOfJson(String name) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                PreparedStatement query = connection.prepareStatement("SELECT value FROM json_each(?)")) {
            query.setString(1, NameList.json(List.of(name, "bob")));
            List<String> read = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    read.add(rows.getString(1));
                }
            }
            assertThat(read).containsExactly(name, "bob");
        }
    }

    @Test
    void manyNames_areAskedAboutInParts_eachOnce() {
        List<String> names =
                IntStream.range(0, NameList.MOST + 1).mapToObj(i -> "user" + i).toList();
        List<String> twice =
                names.stream().flatMap(name -> List.of(name, name).stream()).toList();

        List<Integer> lengths = NameList.rows(twice, part -> List.of(part.split(",", -1).length));

        assertThat(lengths).containsExactly(NameList.MOST, 1);
    }
}
