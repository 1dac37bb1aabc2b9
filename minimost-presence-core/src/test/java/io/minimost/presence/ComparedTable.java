package io.minimost.presence;

import io.minimost.presence.testing.PlainConnection;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A table that is compared.
 *
 * @param isOrdered whether it has an order, in which its rows were written
 */
record ComparedTable(String name, String columns, boolean isOrdered) {
    private static final Pattern WRITES = Pattern.compile("(?:INSERT INTO|UPDATE|DELETE FROM) +(\\w+)");

    /** In SQLite, every table has the first, and none needs the others. */
    private static final Set<String> ONLY_ON_POSTGRES = Set.of("rowid", "merged", "seen_hour");

    /** The table that {@code statement} writes. Its columns are those in {@code postgres}. */
    static Optional<ComparedTable> writtenBy(Method statement, PlainConnection postgres) {
        return Stream.of(statement.getAnnotations())
                .map(ComparedTable::text)
                .map(WRITES::matcher)
                .filter(Matcher::find)
                .map(found -> of(found.group(1), postgres))
                .findFirst();
    }

    static ComparedTable of(String name, PlainConnection postgres) {
        List<String> columns = postgres.column(
                "SELECT quote_ident(column_name) FROM information_schema.columns WHERE table_name = ?"
                        + " AND table_schema = current_schema ORDER BY column_name",
                name);
        List<String> shared = columns.stream()
                .filter(column -> !ONLY_ON_POSTGRES.contains(column))
                .toList();
        return new ComparedTable(name, String.join(", ", shared), columns.contains("rowid"));
    }

    /** The table with its order, if it has one. */
    String source() {
        return isOrdered ? name + " ORDER BY rowid" : name;
    }

    private static String text(Annotation annotation) {
        try {
            return String.valueOf(annotation.annotationType().getMethod("value").invoke(annotation));
        } catch (ReflectiveOperationException e) {
            return "";
        }
    }
}
