package io.minimost.presence.internal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Watches a file that must stay in its place while a store has it open. Reads attributes only. Thread-safe. */
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

    /** @throws IOException if the file does not exist */
    static FileWatch now(Path path) throws IOException {
        return new FileWatch(path, FileSnapshot.of(path));
    }

    Path path() {
        return path;
    }

    /** The attributes at the last look. */
    FileSnapshot seen() {
        return seen;
    }

    /** Looks again. Returns what is wrong with the file, or null. */
    @Nullable
    String look(Rule rule) {
        // Before the look: another thread may see a longer file later, and then this one would seem to have shrunk.
        FileSnapshot before = seen;
        try {
            FileSnapshot now = FileSnapshot.of(path);
            String problem = now.isSameFile(opened) ? rule.problem(before, now) : GONE;
            if (problem == null) {
                seen = now;
            }
            return problem;
        } catch (AccessDeniedException e) {
            return null; // The attributes cannot be read, so there is nothing to report.
        } catch (IOException e) {
            return GONE;
        }
    }

    /** The same for file systems whose file keys are not stable: reports only a missing file. */
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

    /** What a file must fulfil besides being the same file. */
    interface Rule {
        Rule NONE = (before, now) -> null;

        /** What is wrong now, as the predicate of a sentence; null if nothing is wrong. */
        @Nullable
        String problem(FileSnapshot before, FileSnapshot now);
    }
}
