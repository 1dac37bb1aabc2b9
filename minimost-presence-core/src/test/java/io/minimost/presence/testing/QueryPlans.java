package io.minimost.presence.testing;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;

/** The query plans of the statements of a SQL object. */
public final class QueryPlans {
    private final PlainConnection connection;
    private final Class<?> sqlObject;

    public QueryPlans(PlainConnection connection, Class<?> sqlObject) {
        this.connection = connection;
        this.sqlObject = sqlObject;
    }

    /** The steps of the statement of {@code method}, whose parameters stay unbound. */
    public List<String> of(String method) {
        return connection.sql("EXPLAIN QUERY PLAN " + sql(method)).stream()
                .map(row -> String.valueOf(row.get(3)))
                .toList();
    }

    /** The names of all methods that have a statement, in alphabetical order. */
    public List<String> methods() {
        return Stream.of(sqlObject.getDeclaredMethods())
                .filter(method -> !method.isSynthetic())
                .map(Method::getName)
                .sorted()
                .toList();
    }

    private String sql(String name) {
        return Stream.of(sqlObject.getDeclaredMethods())
                .filter(method -> method.getName().equals(name))
                .flatMap(method -> Stream.of(method.getAnnotations()))
                .filter(annotation -> !annotation.annotationType().getName().startsWith("java."))
                .map(QueryPlans::value)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no statement " + name + " in " + sqlObject));
    }

    /** Each annotation with SQL has it in its value. */
    private static String value(Annotation annotation) {
        try {
            Method value = annotation.annotationType().getDeclaredMethod("value");
            return (String) value.invoke(annotation);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
