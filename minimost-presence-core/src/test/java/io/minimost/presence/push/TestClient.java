package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A transport in the test, whose client reads, pauses or breaks off. */
class TestClient implements EventSink {
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final List<EndReason> ends = new CopyOnWriteArrayList<>();
    private volatile @Nullable Runnable waiting;
    private volatile boolean paused;
    private volatile boolean broken;
    private volatile int flushes;

    @Override
    public void write(OutgoingEvent event, Runnable onDone) throws IOException {
        if (broken) {
            throw new IOException("broken");
        }
        assertThat(ends).as("nothing is written after the end").isEmpty();
        assertThat(waiting).as("one event at a time").isNull();
        received.add(new String(event.toServerSentEvent(), StandardCharsets.UTF_8).strip());
        if (paused) {
            waiting = onDone;
        } else {
            onDone.run();
        }
    }

    @Override
    public synchronized void flush(Runnable onDone) {
        flushes++;
        onDone.run();
    }

    @Override
    public void end(EndReason reason) {
        ends.add(reason);
    }

    /** Reads one more event, and then none. */
    void pause() {
        paused = true;
    }

    /** Continues reading. */
    void resume() {
        paused = false;
        Runnable done = waiting;
        waiting = null;
        if (done != null) {
            done.run();
        }
    }

    /** From now on every write fails. */
    void breakOff() {
        broken = true;
    }

    /** What it has received, as server-sent events. */
    List<String> received() {
        return received;
    }

    /** The last id that it has received, with which it would resume. */
    String lastId() {
        return received.stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("id: "))
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .substring("id: ".length());
    }

    /** The data of the events of that name, which are numbers. */
    List<Integer> numbers(String name) {
        return received.stream()
                .filter(text -> text.startsWith("event: " + name + "\n"))
                .map(text -> Integer.parseInt(text.split("\n", -1)[1].substring("data: ".length())))
                .toList();
    }

    /** The reason of each end of its connection. */
    List<EndReason> ends() {
        return ends;
    }

    int flushes() {
        return flushes;
    }

    TestClient requireEnd() {
        assertThat(ends).hasSize(1);
        return this;
    }
}
