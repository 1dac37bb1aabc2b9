package io.minimost.presence.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Many names in one statement: they are one parameter, a JSON array of texts. */
public final class NameList {
    /** How many names a statement has at most. */
    public static final int MOST = 500;

    private static final Pattern SPECIAL = Pattern.compile("[\\p{Cntrl}\"\\\\]");

    private NameList() {}

    /** The array. */
    public static String json(Collection<String> names) {
        return names.stream().map(NameList::text).collect(Collectors.joining(",", "[", "]"));
    }

    /** One text of such an array. */
    public static String text(String name) {
        // Other programs may have stored control characters, which no name has.
        return '"'
                + SPECIAL.matcher(name)
                        .replaceAll(found -> String.format(
                                Locale.ROOT, "\\\\u%04x", (int) found.group().charAt(0)))
                + '"';
    }

    /** All rows of {@code query}, which is run with at most {@value #MOST} of {@code names} at a time, each once. */
    public static <T> List<T> rows(Collection<String> names, Function<String, List<T>> query) {
        return rowsOfJson(names.stream().distinct().map(NameList::text).toList(), query);
    }

    /** The same for elements that are written as JSON. */
    public static <T> List<T> rowsOfJson(List<String> elements, Function<String, List<T>> query) {
        List<T> rows = new ArrayList<>();
        for (int from = 0; from < elements.size(); from += MOST) {
            List<String> some = elements.subList(from, Math.min(from + MOST, elements.size()));
            rows.addAll(query.apply("[" + String.join(",", some) + "]"));
        }
        return rows;
    }
}
