package io.minimost.presence.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.minimost.presence.testing.DatabaseFixture;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How the recording of one sender is stored and read, in calls and in screen shares, in every database. */
public abstract class RecordingContract extends RecordingLimitsContract {
    private static final MediaLimits PAGED = new MediaLimits(10, Duration.ofSeconds(30), 1000, 3, 2);

    protected RecordingContract(DatabaseFixture fixture) {
        super(fixture);
    }

    @Test
    void read_ofNothing_isEmpty() {
        Recording recording = recording(NARROW);

        assertThat(recording.read(LIVE_EDGE)).isEqualTo(new MediaPage(Optional.empty(), List.of()));
        assertThat(recording.read(OptionalLong.of(-1)).chunks()).isEmpty();
    }

    @Test
    void read_returnsWhatWasSent() {
        Recording recording = recording(NARROW);
        byte[] everyKind = {0, 1, -1, 127, -128};
        assertThat(recording.putInit("video/webm;codecs=vp8", everyKind)).isEqualTo(MediaOutcome.STORED);
        long sequence = append(recording, "one");

        assertThat(recording.read(LIVE_EDGE))
                .isEqualTo(new MediaPage(
                        Optional.of(new MediaInit("video/webm;codecs=vp8", everyKind)),
                        List.of(new MediaChunk(sequence, bytes("one")))));
    }

    @Test
    void putInit_again_replacesTheFirst() {
        Recording recording = recording(NARROW);
        recording.putInit("video/webm", bytes("first"));
        append(recording, "one");
        recording.putInit("audio/ogg", bytes("second"));

        assertThat(recording.read(LIVE_EDGE).init()).contains(new MediaInit("audio/ogg", bytes("second")));
        assertThat(recording.read(LIVE_EDGE).chunks()).hasSize(1);
    }

    @Test
    void read_afterASequence_returnsTheNextChunks() {
        Recording recording = recording(PAGED);
        List<Long> sequences = IntStream.rangeClosed(1, 7)
                .mapToObj(i -> append(recording, "c" + i))
                .toList();

        assertThat(sequences).isSorted().doesNotHaveDuplicates();
        assertThat(contents(recording.read(OptionalLong.of(-1)))).containsExactly("c1", "c2", "c3");
        assertThat(contents(recording.read(OptionalLong.of(sequences.get(2))))).containsExactly("c4", "c5", "c6");
        assertThat(contents(recording.read(OptionalLong.of(sequences.get(5))))).containsExactly("c7");
        assertThat(recording.read(OptionalLong.of(sequences.get(6))).chunks()).isEmpty();
        assertThat(recording.read(OptionalLong.of(Long.MAX_VALUE)).chunks()).isEmpty();
        assertThat(contents(recording.read(OptionalLong.of(Long.MIN_VALUE)))).hasSize(3);
    }

    @Test
    void read_withoutASequence_beginsAtTheLiveEdge() {
        Recording recording = recording(PAGED);
        IntStream.rangeClosed(1, 7).forEach(i -> append(recording, "c" + i));

        assertThat(contents(recording.read(LIVE_EDGE))).containsExactly("c6", "c7");
    }

    @Test
    void pages_byDefault_areThirtyAndTwenty() {
        Recording recording = recording(MediaLimits.DEFAULT);
        IntStream.rangeClosed(1, 40).forEach(i -> append(recording, "c" + i));

        assertThat(contents(recording.read(OptionalLong.of(-1))))
                .hasSize(30)
                .startsWith("c1")
                .endsWith("c30");
        assertThat(contents(recording.read(LIVE_EDGE)))
                .hasSize(20)
                .startsWith("c21")
                .endsWith("c40");
    }

    @Test
    void data_thatIsEmptyOrTooLong_isRefused() {
        Recording recording = recording(MediaLimits.DEFAULT);
        for (byte[] data : new byte[][] {{}, new byte[(1 << 20) + 1]}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> recording.append(data))
                    .withMessageContainingAll("data", Integer.toString(data.length));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> recording.putInit("video/webm", data))
                    .withMessageContaining("data");
        }
        assertThat(recording.append(new byte[1 << 20]).outcome()).isEqualTo(MediaOutcome.STORED);
    }

    @Test
    @SuppressWarnings("NullAway")
    void null_isRefusedByName() {
        Recording recording = recording(NARROW);
        assertThatNullPointerException()
                .isThrownBy(() -> recording.append(null))
                .withMessageContaining("data");
        assertThatNullPointerException()
                .isThrownBy(() -> recording.putInit("video/webm", null))
                .withMessageContaining("data");
        assertThatNullPointerException()
                .isThrownBy(() -> recording.putInit(null, bytes("x")))
                .withMessageContaining("mimeType");
        assertThatNullPointerException().isThrownBy(() -> recording.read(null)).withMessageContaining("after");
    }

    @Test
    void mimeTypes_areThoseOfRecordings() {
        Recording recording = recording(NARROW);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recording.putInit("text/html", bytes("x")))
                .withMessageContaining("MIME type");

        assertThat(recording.read(LIVE_EDGE).init()).isEmpty();
    }
}
