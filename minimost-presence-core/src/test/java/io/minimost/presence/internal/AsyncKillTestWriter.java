package io.minimost.presence.internal;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.reactions.ToggleResult;
import io.minimost.presence.values.MessageRef;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Semaphore;

/** Adds reactions, each of a user whose name is a number, without waiting for them until it is killed, and records each whose stage is complete in another file. */
final class AsyncKillTestWriter {
    private static final MessageRef MESSAGE = new MessageRef("general", Instant.EPOCH);

    /** So many are queued or being committed at each moment. */
    private static final int UNFINISHED = 200;

    private AsyncKillTestWriter() {}

    /** Arguments: the file of the store, the other file, the first number. */
    public static void main(String[] arguments) throws Exception {
        PresenceStore store = PresenceStore.open(Path.of(arguments[0]));
        Semaphore free = new Semaphore(UNFINISHED);
        // Unbuffered: what is written here survives the kill.
        try (OutputStream acknowledged = new FileOutputStream(arguments[1], true)) {
            for (long id = Long.parseLong(arguments[2]); ; id++) {
                long added = id;
                free.acquire();
                store.async(() -> store.reactions().toggle(MESSAGE, "thumbs_up", String.valueOf(added)))
                        .whenComplete((result, failure) -> {
                            if (result == ToggleResult.ADDED) {
                                record(acknowledged, added);
                            }
                            free.release();
                        });
            }
        }
    }

    private static void record(OutputStream acknowledged, long id) {
        try {
            acknowledged.write((id + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
