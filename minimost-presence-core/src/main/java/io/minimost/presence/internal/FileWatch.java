package io.minimost.presence.internal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file that must stay where it is while a store has it open. Looks at attributes only. Thread-safe. */
final class FileWatch {
    private static final String GONE = "was deleted, moved or replaced";

    private final Path path;
    private final FileSnapshot opened;
    private volatile FileSnapshot seen;

    private FileWatch(Path path, FileSnapshot opened) {
        this.path = path;
        this.opened = opened;
        seen = opened;
    }

    /** @throws IOException if the file is not there */
    static FileWatch now(Path path) throws IOException {
        return new FileWatch(path, FileSnapshot.of(path));
    }

    Path path() {
        return path;
    }

    /** As it was when last looked at. */
    FileSnapshot seen() {
        return seen;
    }

    /** Looks again. Returns what is wrong with the file, or null. */
    @Nullable
    String look(Rule rule) {
        // Read before the look: another thread may see more, later, and what grows must not seem to shrink.
        FileSnapshot before = seen;
        try {
            FileSnapshot now = FileSnapshot.of(path);
            String problem = now.isSameFile(opened) ? rule.problem(before, now) : GONE;
            if (problem == null) {
                seen = now;
            }
            return problem;
        } catch (AccessDeniedException e) {
            return null; // It cannot be seen, which says nothing of it.
        } catch (IOException e) {
            return GONE;
        }
    }

    /** The same where a file system may number its files as it likes: then only a missing file is noticed. */
    @Nullable
    String lookIfThere() {
        try {
            seen = FileSnapshot.of(path);
            return null;
        } catch (NoSuchFileException e) {
            return GONE;
        } catch (IOException e) {
            return null;
        }
    }

    /** What must hold for a file beyond that it is the same. */
    interface Rule {
        Rule NONE = (before, now) -> null;

        /** What is wrong now, as the end of a sentence; null if nothing. */
        @Nullable
        String problem(FileSnapshot before, FileSnapshot now);
    }
}
