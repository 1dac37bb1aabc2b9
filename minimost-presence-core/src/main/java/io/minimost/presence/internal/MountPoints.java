package io.minimost.presence.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Scanner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The mounts of this process, as Linux lists them. A single file can be mounted at a second place (a container's volume for
 * one file): a process that opens it there uses another {@code -wal}, and both processes destroy the file.
 */
final class MountPoints {
    private static final Path LIST = Path.of("/proc/self/mountinfo");
    /** A line; its groups are the mounted path within the file system, and the mount point. */
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
            // Not on Linux: a file cannot be mounted there, or the mounts are not listed.
        }
        return Optional.empty();
    }

    private static boolean isMount(Path file, String root, Path mountPoint) {
        if (mountPoint.equals(file)) {
            return true;
        }
        if (!root.endsWith("/" + file.getFileName())) { // Avoids reading the attributes of all other mounts.
            return false;
        }
        try {
            FileSnapshot mounted = FileSnapshot.of(mountPoint);
            return mounted.key() != null && mounted.isSameFile(FileSnapshot.of(file));
        } catch (IOException e) {
            return false; // The mount point is hidden by another mount.
        }
    }

    /** Decodes blanks and backslashes, which are listed as octal numbers. */
    private static String plain(String listed) {
        return ESCAPED.matcher(listed)
                .replaceAll(
                        escape -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(escape.group(1), 8))));
    }
}
