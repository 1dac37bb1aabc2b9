package io.minimost.presence.typing;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.internal.FastSql;
import io.minimost.presence.testing.StoreFixture;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The query plans of the statements that run for every keystroke and every read of a channel. */
class TypingQueryPlanTest {
    @RegisterExtension
    final StoreFixture fixture = StoreFixture.inFile();

    @Test
    void typingUsers_areFoundByChannel() {
        assertThat(planOf("typingUsers"))
                .first()
                .asString()
                .startsWith("SEARCH typing USING INDEX mp_typing_channel (channel=?");
    }

    @Test
    void aRow_isFoundByItsKey() {
        for (String method : List.of("renew", "delete")) {
            assertThat(planOf(method))
                    .as(method)
                    .first()
                    .asString()
                    .startsWith("SEARCH typing USING INDEX sqlite_autoindex_typing_1 (user=? AND channel=?)");
        }
    }

    private List<String> planOf(String method) {
        String sql = Stream.of(TypingSql.class.getDeclaredMethods())
                .filter(candidate -> candidate.getName().equals(method))
                .map(candidate -> Objects.requireNonNull(candidate.getAnnotation(FastSql.class), method)
                        .value())
                .findFirst()
                .orElseThrow();
        return fixture.plain().sql("EXPLAIN QUERY PLAN " + sql, arguments(sql)).stream()
                .map(row -> String.valueOf(row.get(3)))
                .toList();
    }

    private static Object[] arguments(String sql) {
        return IntStream.range(0, (int) sql.chars().filter(c -> c == '?').count())
                .mapToObj(i -> "x")
                .toArray();
    }
}
