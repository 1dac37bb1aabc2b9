package io.minimost.presence.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.minimost.presence.testing.DatabaseFixture;
import io.minimost.presence.testing.Race;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for the recording of one sender, in calls and in screen shares, in every database. */
public abstract class RecordingContract {
    private static final OptionalLong LIVE_EDGE = OptionalLong.empty();
    private static final MediaLimits NARROW = new MediaLimits(10, Duration.ofSeconds(30), 25, 3, 2);
    private static final MediaLimits SHORT = new MediaLimits(10, Duration.ofSeconds(30), 1000, 100, 100);
    private static final MediaLimits PAGED = new MediaLimits(10, Duration.ofSeconds(30), 1000, 3, 2);

    @RegisterExtension
    protected final DatabaseFixture fixture;

    protected RecordingContract(DatabaseFixture fixture) {
        this.fixture = fixture;
    }

    /** The recording of somebody who may send, read by somebody who may look. */
    protected interface Recording {
        MediaOutcome putInit(String mimeType, byte[] data);

        Appended append(byte[] data);

        MediaPage read(OptionalLong after);
    }

    /** A recording of which nothing is there yet; each of another session. */
    protected abstract Recording recording(MediaLimits limits);

    @Test
    void read_ofNothing_isEmpty() {
        Recording recording = recording(NARROW);

        assertThat(recording.read(LIVE_EDGE)).isEqualTo(new MediaPage(Optional.empty(), List.of()));
        assertThat(recording.read(OptionalLong.of(-1)).chunks()).isEmpty();
    }

    @Test
    void read_answersWhatWasSent() {
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
    void putInit_again_takesThePlaceOfTheFirst() {
        Recording recording = recording(NARROW);
        recording.putInit("video/webm", bytes("first"));
        append(recording, "one");
        recording.putInit("audio/ogg", bytes("second"));

        assertThat(recording.read(LIVE_EDGE).init()).contains(new MediaInit("audio/ogg", bytes("second")));
        assertThat(recording.read(LIVE_EDGE).chunks()).hasSize(1);
    }

    @Test
    void read_afterAPiece_goesOnFromThere() {
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
    void read_withoutAPiece_beginsAtTheLiveEdge() {
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
    void append_dropsWhatIsOlderThanTheWindow_andKeepsTheBeginning() {
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
    void append_dropsTheOldestBeyondTheBytes_andKeepsTheBeginning() {
        Recording recording = recording(NARROW);
        recording.putInit("video/webm", bytes("0123456789"));
        for (String chunk : List.of("aaaaaaaaaa", "b", "cccccccccc", "dddd")) {
            append(recording, chunk);
        }
        assertThat(contents(recording.read(OptionalLong.of(-1))))
                .as("just as many as allowed")
                .containsExactly("aaaaaaaaaa", "b", "cccccccccc");

        append(recording, "e");
        assertThat(contents(recording.read(OptionalLong.of(-1)))).containsExactly("b", "cccccccccc", "dddd");
        append(recording, "ffffffffff");
        assertThat(contents(recording.read(OptionalLong.of(-1)))).containsExactly("cccccccccc", "dddd", "e");
        assertThat(recording.read(LIVE_EDGE).init()).isPresent();
    }

    @Test
    void append_whereThereIsRoomForOnePieceOnly_keepsTheNewest() {
        Recording recording = recording(new MediaLimits(10, Duration.ofSeconds(30), 10, 3, 2));
        append(recording, "aaaaaaaaaa");
        append(recording, "bbbbbbbbbb");

        assertThat(contents(recording.read(LIVE_EDGE))).containsExactly("bbbbbbbbbb");
    }

    @Test
    void bytes_areThoseOfOneSession() {
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
    void append_byManyAtOnce_losesNothingAndKeepsTheBound() throws Exception {
        Recording recording = recording(new MediaLimits(10, Duration.ofSeconds(30), 500, 1000, 1000));
        List<Appended> appended = Race.run(25, () -> recording.append(bytes("0123456789")));

        assertThat(appended)
                .allMatch(answer -> answer.outcome() == MediaOutcome.STORED)
                .doesNotHaveDuplicates();
        assertThat(recording.read(LIVE_EDGE).chunks())
                .extracting(MediaChunk::sequence)
                .containsExactlyElementsOf(appended.stream()
                        .map(answer -> answer.sequence().orElseThrow())
                        .sorted()
                        .skip(150)
                        .toList());
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "video/webm",
                "audio/webm",
                "video/mp4",
                "audio/ogg",
                "video/x-matroska",
                "video/webm;codecs=vp8",
                "video/webm;codecs=vp9,opus",
                "video/webm; codecs=\"vp8, opus\"",
                "video/x-matroska;codecs=avc1",
                "video/mp4;codecs=avc1.42E01E,mp4a.40.2",
                "video/mp4; codecs=\"av01.0.05M.08\""
            })
    void mimeTypesOfBrowsers_areAccepted(String mimeType) {
        Recording recording = recording(NARROW);
        assertThat(recording.putInit(mimeType, bytes("x"))).isEqualTo(MediaOutcome.STORED);
        assertThat(recording.read(LIVE_EDGE).init()).contains(new MediaInit(mimeType, bytes("x")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text/html",
                "video/html",
                "image/svg+xml",
                "application/webm",
                "video/webm,text/html",
                "video/webm\r\nX-Evil: 1",
                "video/webm ",
                "video/webm;",
                "video/webm;charset=utf-8",
                "video/webm;codecs=",
                "video/webm;codecs=\"vp8",
                "video/webm;codecs=vp8\"",
                "video/webm;codecs=<script>",
                "video/webm;codecs=vp8;codecs=vp9",
                "VIDEO/WEBM",
                "video/webm\u0000",
                "v\u0456deo/webm",
                "\ud800",
                "screen/on"
            })
    void otherMimeTypes_areRefused(String mimeType) {
        Recording recording = recording(NARROW);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recording.putInit(mimeType, bytes("x")))
                .withMessageContaining("MIME type");
        assertThat(recording.read(LIVE_EDGE).init()).isEmpty();
    }

    @Test
    void mimeTypes_haveAtMost128Characters() {
        Recording recording = recording(NARROW);
        String longest = "video/webm;codecs=" + "x".repeat(110);

        assertThat(recording.putInit(longest, bytes("x"))).isEqualTo(MediaOutcome.STORED);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recording.putInit(longest + "x", bytes("x")))
                .withMessageContaining("129");
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
