package io.minimost.presence;

import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Merge;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The SQL objects of the library, and those that a store has registered, found without naming them. */
final class StatementObjects {
    private final List<Object> parts = new ArrayList<>();
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    /** What {@code store} consists of. */
    StatementObjects(PresenceStore store) {
        visit(store);
    }

    Database database() {
        return parts(Database.class).get(0);
    }

    /** The registered SQL object of {@code type}; it has the mappers of its rows. */
    @SuppressWarnings("unchecked")
    Dao<Object> dao(Class<?> type) {
        return (Dao<Object>) parts(Dao.class).stream()
                .filter(dao -> type.equals(value(field(Dao.class, "type"), dao)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no store registers " + type));
    }

    /** The merge of the class with this simple name. */
    @SuppressWarnings("unchecked")
    Merge<Object, Object> merge(String name) {
        return (Merge<Object, Object>) parts(Merge.class).stream()
                .filter(merge -> merge.getClass().getSimpleName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no store has a merge " + name));
    }

    /** The names of the classes of all merges. */
    Stream<String> merges() {
        return parts(Merge.class).stream()
                .map(merge -> merge.getClass().getSimpleName())
                .distinct();
    }

    /** Every type of SQL object. */
    static List<Class<?>> types() {
        try {
            Path classes = Path.of(PresenceStore.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            try (Stream<Path> files = Files.walk(classes)) {
                return files.map(file -> classes.relativize(file).toString())
                        .filter(name -> name.endsWith("Sql.class"))
                        .<Class<?>>map(name -> load(name.replace(".class", "").replace('/', '.')))
                        .filter(type -> !type.isAnnotation())
                        .sorted(Comparator.comparing(Class::getName))
                        .toList();
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The statements that {@code type} itself declares. */
    static List<Method> statements(Class<?> type) {
        return Stream.of(type.getDeclaredMethods())
                .filter(method -> !method.isSynthetic() && !Modifier.isStatic(method.getModifiers()))
                .sorted(Comparator.comparing(Method::toString))
                .toList();
    }

    private <T> List<T> parts(Class<T> type) {
        return parts.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private void visit(Object part) {
        if (part instanceof Collection<?> several) {
            several.forEach(each -> {
                if (each != null) {
                    visit(each);
                }
            });
        } else if (part.getClass().getName().startsWith("io.minimost.")
                && !part.getClass().isEnum()
                && seen.add(part)) {
            parts.add(part);
            for (Class<?> type = part.getClass(); type != null; type = type.getSuperclass()) {
                Stream.of(type.getDeclaredFields())
                        .filter(field -> !Modifier.isStatic(field.getModifiers()))
                        .filter(field -> !field.getType().isPrimitive())
                        .map(field -> value(field, part))
                        .filter(Objects::nonNull)
                        .forEach(this::visit);
            }
        }
    }

    private static Field field(Class<?> type, String name) {
        try {
            return type.getDeclaredField(name);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Object value(Field field, Object owner) {
        try {
            if (!field.getDeclaringClass().getName().startsWith("io.minimost.")) {
                return null;
            }
            field.setAccessible(true);
            return field.get(owner);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
