package io.minimost.presence.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.testing.DatabaseFixture;
import io.minimost.presence.testing.Race;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How much of a recording is kept, in calls and in screen shares, in every database. */
public abstract class RecordingLimitsContract {
    static final OptionalLong LIVE_EDGE = OptionalLong.empty();
    static final MediaLimits NARROW = new MediaLimits(10, Duration.ofSeconds(30), 25, 3, 2);
    static final MediaLimits SHORT = new MediaLimits(10, Duration.ofSeconds(30), 1000, 100, 100);

    @RegisterExtension
    protected final DatabaseFixture fixture;

    protected RecordingLimitsContract(DatabaseFixture fixture) {
        this.fixture = fixture;
    }

    /** The recording of a user who may send, for a reader who may read it. */
    protected interface Recording {
        MediaOutcome putInit(String mimeType, byte[] data);

        AppendResult append(byte[] data);

        MediaPage read(OptionalLong after);
    }

    /** An empty recording, each time in a new session. */
    protected abstract Recording recording(MediaLimits limits);

    @Test
    void append_deletesChunksOlderThanTheWindow_butNotTheInitChunk() {
        Recording recording = recording(SHORT);
        recording.putInit("video/webm", bytes("init"));
        append(recording, "c1");
        fixture.clock().step(Duration.ofMillis(1));
        append(recording, "c2");
        fixture.clock().set(DatabaseFixture.START.plusSeconds(30));
        append(recording, "c3");
        assertThat(contents(recording.read(LIVE_EDGE))).containsExactly("c1", "c2", "c3");

        fixture.clock().step(Duration.ofMillis(1));
        append(recording, "c4");
        assertThat(contents(recording.read(LIVE_EDGE))).containsExactly("c2", "c3", "c4");

        fixture.clock().step(Duration.ofDays(1));
        append(recording, "c5");
        assertThat(contents(recording.read(LIVE_EDGE))).containsExactly("c5");
        assertThat(recording.read(LIVE_EDGE).init()).isPresent();
    }

    @Test
    void append_whenTheClockWasSetBack_keepsNothingFromTheFuture() {
        Recording recording = recording(SHORT);
        append(recording, "c1");
        fixture.clock().stepSeconds(-2);
        append(recording, "c2");
        assertThat(contents(recording.read(LIVE_EDGE))).containsExactly("c1", "c2");

        fixture.clock().stepSeconds(-3600);
        append(recording, "c3");
        assertThat(contents(recording.read(LIVE_EDGE))).containsExactly("c3");
    }

    @Test
    void append_whenTheClockIsMoreThanTwoSecondsBehind_keepsNothingFromTheFuture() {
        Recording recording = recording(SHORT);
        append(recording, "c1");
        fixture.clock().step(Duration.ofMillis(-2001));
        append(recording, "c2");

        assertThat(contents(recording.read(LIVE_EDGE))).containsExactly("c2");
    }

    @Test
    void append_deletesTheOldestChunksBeyondTheLimit_butNotTheInitChunk() {
        Recording recording = recording(NARROW);
        recording.putInit("video/webm", bytes("0123456789"));
        for (String chunk : List.of("aaaaaaaaaa", "b", "cccccccccc", "dddd")) {
            append(recording, chunk);
        }
        assertThat(contents(recording.read(OptionalLong.of(-1))))
                .as("as many bytes as allowed")
                .containsExactly("aaaaaaaaaa", "b", "cccccccccc");

        append(recording, "e");
        assertThat(contents(recording.read(OptionalLong.of(-1)))).containsExactly("b", "cccccccccc", "dddd");
        append(recording, "ffffffffff");
        assertThat(contents(recording.read(OptionalLong.of(-1)))).containsExactly("cccccccccc", "dddd", "e");
        assertThat(recording.read(LIVE_EDGE).init()).isPresent();
    }

    @Test
    void append_withALimitOfOneChunk_keepsTheNewest() {
        Recording recording = recording(new MediaLimits(10, Duration.ofSeconds(30), 10, 3, 2));
        append(recording, "aaaaaaaaaa");
        append(recording, "bbbbbbbbbb");

        assertThat(contents(recording.read(LIVE_EDGE))).containsExactly("bbbbbbbbbb");
    }

    @Test
    void bytes_countForEachSession() {
        Recording one = recording(NARROW);
        Recording other = recording(NARROW);
        for (Recording recording : List.of(one, other, one, other)) {
            append(recording, "aaaaaaaaaa");
        }

        assertThat(one.read(LIVE_EDGE).chunks()).hasSize(2);
        assertThat(other.read(LIVE_EDGE).chunks()).hasSize(2);
    }

    @Test
    void bytes_byDefault_are64Mebibytes() {
        Recording recording = recording(MediaLimits.DEFAULT);
        byte[] mebibyte = new byte[1 << 20];
        long[] sequences = LongStream.range(0, 66)
                .map(i -> recording.append(mebibyte).sequence().orElseThrow())
                .toArray();

        MediaPage first = recording.read(OptionalLong.of(-1));
        assertThat(first.chunks().get(0).sequence()).isEqualTo(sequences[2]);
        assertThat(first.chunks()).allMatch(chunk -> chunk.data().length == 1 << 20);
    }

    @Test
    void append_byManyThreads_losesNothingAndKeepsTheLimit() throws Exception {
        Recording recording = recording(new MediaLimits(10, Duration.ofSeconds(30), 500, 1000, 1000));
        List<AppendResult> appended = Race.run(25, () -> recording.append(bytes("0123456789")));

        assertThat(appended)
                .allMatch(result -> result.outcome() == MediaOutcome.STORED)
                .doesNotHaveDuplicates();
        assertThat(recording.read(LIVE_EDGE).chunks())
                .extracting(MediaChunk::sequence)
                .containsExactlyElementsOf(appended.stream()
                        .map(result -> result.sequence().orElseThrow())
                        .sorted()
                        .skip(150)
                        .toList());
    }

    protected static long append(Recording recording, String chunk) {
        return recording.append(bytes(chunk)).sequence().orElseThrow();
    }

    protected static List<String> contents(MediaPage page) {
        return page.chunks().stream()
                .map(chunk -> new String(chunk.data(), StandardCharsets.UTF_8))
                .toList();
    }

    protected static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
