package io.minimost.examples.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages of other nodes may arrive after newer ones of this node. */
class HistoryInBrowserTest extends BrowserTest {
    @Test
    void rows_inAnyOrder_areKeptOnceAndByTheirTimes() {
        assertThat(after(List.of(List.of(5), List.of(9), List.of(7, 5), List.of(8), List.of(9))))
                .isEqualTo("5,7,8,9");
    }

    @Test
    void rowsBeforeTheFirstThatIsLoaded_areLeftOut() {
        assertThat(after(List.of(List.of(25), List.of(29), List.of(15)))).isEqualTo("25,29");
    }

    /** The first message of a channel, sent at the other node, arrives after the second one. */
    @Test
    void rowsALittleBeforeTheFirst_areLate() {
        assertThat(after(List.of(List.of(25), List.of(29), List.of(16)))).isEqualTo("16,25,29");
    }

    @Test
    void cursor_staysBehindTheLastChange_soThatLateMessagesCome() {
        String cursor = String.valueOf(signIn("alice").page().evaluate("""
                        async () => {
                          const { takeRows, cursorOf } = await import("/js/history.js");
                          takeRows("elsewhere", [{ id: 1, ts: 100 }]);
                          return [cursorOf("elsewhere"), cursorOf("empty")].join();
                        }
                        """));
        assertThat(cursor).isEqualTo("90,0");
    }

    /** Takes rows with these times, one batch after the other, and returns the times of the messages that are known then. */
    private Object after(List<List<Integer>> batches) {
        return signIn("alice").page().evaluate("""
                        async batches => {
                          const { takeRows, messagesOf } = await import("/js/history.js");
                          batches.forEach(times => takeRows("elsewhere", times.map(ts => ({ id: ts, ts }))));
                          return messagesOf("elsewhere").map(({ ts }) => ts).join();
                        }
                        """, batches);
    }
}
