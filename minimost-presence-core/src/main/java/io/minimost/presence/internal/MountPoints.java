package io.minimost.presence.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Scanner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The mounts of this process, as Linux lists them. A single file can be mounted a second time elsewhere (a container's
 * volume for one file): whoever opens it there keeps another {@code -wal} beside it, and both destroy the file.
 */
final class MountPoints {
    private static final Path LIST = Path.of("/proc/self/mountinfo");
    /** Of a line: the path within the file system that is mounted, and where. */
    private static final Pattern LINE = Pattern.compile("\\S+ \\S+ \\S+ (\\S+) (\\S+) .*");

    private static final Pattern ESCAPED = Pattern.compile("\\\\([0-7]{3})");

    private MountPoints() {}

    /** Where {@code file} itself, not a directory above it, is mounted; {@code file} is a path without symbolic links. */
    static Optional<Path> of(Path file) {
        try (Scanner lines = new Scanner(LIST, StandardCharsets.UTF_8)) {
            while (lines.hasNextLine()) {
                Matcher line = LINE.matcher(lines.nextLine());
                if (line.matches() && isMount(file, plain(line.group(1)), Path.of(plain(line.group(2))))) {
                    return Optional.of(Path.of(plain(line.group(2))));
                }
            }
        } catch (IOException e) {
            // Not on Linux: there a file cannot be mounted, or the system does not tell.
        }
        return Optional.empty();
    }

    private static boolean isMount(Path file, String root, Path mountPoint) {
        if (mountPoint.equals(file)) {
            return true;
        }
        if (!root.endsWith("/" + file.getFileName())) { // Spares the look at all others.
            return false;
        }
        try {
            FileSnapshot mounted = FileSnapshot.of(mountPoint);
            return mounted.key() != null && mounted.isSameFile(FileSnapshot.of(file));
        } catch (IOException e) {
            return false; // It is hidden below another mount.
        }
    }

    /** Blanks and backslashes are written as octal numbers. */
    private static String plain(String listed) {
        return ESCAPED.matcher(listed)
                .replaceAll(
                        escape -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(escape.group(1), 8))));
    }
}
