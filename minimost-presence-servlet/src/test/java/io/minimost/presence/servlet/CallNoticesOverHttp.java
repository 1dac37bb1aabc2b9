package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.calls.CallState;
import io.minimost.presence.host.Notice;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The notice in a channel about an ended call. */
interface CallNoticesOverHttp extends CallFixture {
    private List<String> collectNotices() {
        List<String> posted = new CopyOnWriteArrayList<>();
        configure(builder -> builder.notices((channel, notice) -> posted.add(channel + ": " + notice.text())));
        return posted;
    }

    @Test
    default void answeredCall_isPostedOnceWithItsDuration() {
        List<String> posted = collectNotices();
        String call = ring(DM);
        elapse(Duration.ofSeconds(5));
        as("bob").post("/calls/" + call + "/accept").hasStatus(200);
        elapse(Duration.ofSeconds(7));

        as("bob").post("/calls/" + call + "/end").hasStatus(200);
        as("alice").post("/calls/" + call + "/end").hasStatus(200);

        assertThat(posted).containsExactly("dm:alice:bob: Call ended · 7s");
    }

    @ParameterizedTest
    @CsvSource({
        "PT0.9S, 0s",
        "PT59.9S, 59s",
        "PT60S, 1m 0s",
        "PT187S, 3m 7s",
        "PT59M59S, 59m 59s",
        "PT1H, 1h 0m",
        "PT2H5M59S, 2h 5m",
        "PT27H, 27h 0m"
    })
    default void duration_isShownAsInMiniMost(Duration duration, String shown) {
        assertThat(new Notice.CallEnded("alice", duration).text()).isEqualTo("Call ended · " + shown);
    }

    @Test
    default void callThatNobodyAnswered_isMissed() {
        List<String> posted = collectNotices();
        String cancelled = ring(DM);
        as("alice").post("/calls/" + cancelled + "/end").hasStatus(200);
        String declined = ring(DM);
        as("bob").post("/calls/" + declined + "/reject").hasStatus(200);

        assertThat(posted)
                .containsExactly("dm:alice:bob: Missed call from alice", "dm:alice:bob: Missed call from alice");
    }

    @Test
    default void callThatTimeEnds_isPostedToo() {
        List<String> posted = collectNotices();
        ring(GROUP);
        elapse(Duration.ofSeconds(31));
        store().sweep();
        assertThat(posted).containsExactly(GROUP + ": Missed call from alice");

        talk();
        elapse(Duration.ofSeconds(61));
        store().sweep();
        assertThat(posted).last().isEqualTo("dm:alice:bob: Call ended · 1m 1s");
    }

    @Test
    default void restart_isNotPosted() {
        List<String> posted = collectNotices();
        String call = talk();

        store().resetLiveState();

        assertThat(call(call).state()).isEqualTo(CallState.ENDED);
        assertThat(posted).isEmpty();
    }

    @Test
    default void noticesThatFail_disturbNothing() {
        configure(builder -> builder.notices((channel, notice) -> {
            throw new IllegalStateException("secret");
        }));
        String call = talk();

        as("bob").post("/calls/" + call + "/end").isJson("{\"status\":\"ok\"}");

        assertThat(call(call).state()).isEqualTo(CallState.ENDED);
        assertThat(changes()).isNotEmpty();
    }

    @Test
    default void filterThatIsDestroyed_postsNoMore() {
        List<String> ofTheFirst = collectNotices();
        List<String> ofTheSecond = collectNotices();
        String call = talk();

        as("bob").post("/calls/" + call + "/end").hasStatus(200);

        assertThat(ofTheFirst).isEmpty();
        assertThat(ofTheSecond).hasSize(1);
    }
}
