package io.minimost.presence.test;

import java.security.CodeSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says what a test has left open, and where it was opened. */
final class LeakReport {
    private static final String LIBRARY = "io.minimost.presence.";
    private static final List<String> NOBODY =
            List.of("java.", "javax.", "jdk.", "sun.", "com.sun.", "org.junit.", "org.postgresql.", "org.sqlite.");

    private final Class<?> test;

    LeakReport(Class<?> test) {
        this.test = test;
    }

    AssertionError of(List<Leak> leaks) {
        AssertionError error = new AssertionError(leaks.stream()
                .map(leak -> "\n  " + leak.what() + ", opened at " + place(leak.opened()))
                .collect(Collectors.joining("", "left open by the test:", "")));
        leaks.forEach(leak -> error.addSuppressed(leak.opened()));
        return error;
    }

    /** The first line of code that is the host's. */
    private String place(Throwable opened) {
        return Arrays.stream(opened.getStackTrace())
                .filter(frame -> NOBODY.stream().noneMatch(frame.getClassName()::startsWith))
                .filter(frame -> !isOfLibrary(frame.getClassName()))
                .findFirst()
                .map(StackTraceElement::toString)
                .orElse("an unknown place");
    }

    /** The tests of the library itself have packages like it, but come from elsewhere. */
    private boolean isOfLibrary(String name) {
        return name.startsWith(LIBRARY) && !source(name).equals(source(test.getName()));
    }

    private Optional<CodeSource> source(String name) {
        try {
            Class<?> type = Class.forName(name, false, test.getClassLoader());
            return Optional.ofNullable(type.getProtectionDomain().getCodeSource());
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.empty();
        }
    }
}
