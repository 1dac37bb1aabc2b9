package io.minimost.presence.benchmarks.streams;

import java.nio.ByteBuffer;

/**
 * Counts the events of one stream. It recognises lines by their first characters, so it need not parse HTTP heads and chunks.
 */
public final class EventScanner {
    private static final int EVENT = 'e' << 8 | 'v';
    private static final int ID = 'i' << 8 | 'd';

    private int lineLength;
    private int lineStart;
    private boolean inEvent;
    private boolean begun;
    private int events;

    /** Reads what was received next. */
    public void read(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            if (next == '\n') {
                endLine();
            } else if (next != '\r') {
                if (lineLength < 2) {
                    lineStart = lineStart << 8 | next;
                }
                lineLength++;
            }
        }
    }

    private void endLine() {
        if (lineLength == 0) {
            events += inEvent && begun ? 1 : 0;
            inEvent = false;
        } else if (lineLength > 1 && lineStart == EVENT) {
            inEvent = true;
        } else if (lineLength > 1 && lineStart == ID) {
            begun |= !inEvent;
        }
        lineLength = 0;
        lineStart = 0;
    }

    /** Whether there was an id outside of an event, which ends the initial events of a stream. */
    public boolean hasBegun() {
        return begun;
    }

    /** How many events have ended since then. */
    public int events() {
        return events;
    }
}
