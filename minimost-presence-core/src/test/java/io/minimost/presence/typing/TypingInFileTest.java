package io.minimost.presence.typing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.minimost.presence.events.PresenceEvent.TypingStopped.Reason;
import io.minimost.presence.testing.StoreFixture;
import org.junit.jupiter.api.Test;

/** The contract, and changes to the table by other programs. */
class TypingInFileTest extends TypingContract {
    private static final long START = StoreFixture.START.getEpochSecond();

    TypingInFileTest() {
        super(StoreFixture.inFile());
    }

    @Test
    void start_storesTheWholeSecondInOneRow() {
        typing().start("alice", "general");
        fixture.clock().set(StoreFixture.START.plusMillis(1_999));
        typing().start("alice", "general");

        assertThat(fixture.plain().dump("typing", "user, channel, ts, typeof(ts)"))
                .isEqualTo("[[alice, general, " + (START + 1) + ", integer]]");
    }

    @Test
    void stop_deletesTheRow() {
        typing().start("alice", "general");
        typing().stop("alice", "general");

        assertThat(fixture.plain().dump("typing", "*")).isEqualTo("[]");
    }

    @Test
    void sweep_deletesWhatHasRunOutAndKeepsTheRest() {
        insert("old", "general", START - 6);
        insert("oldest", "general", START - 5);
        insert("newest", "general", START + 2);
        insert("future", "general", START + 3);

        fixture.sweep();

        assertThat(fixture.plain().column("SELECT user FROM typing ORDER BY user"))
                .containsExactly("newest", "oldest");
        assertThat(fixture.takeEvents())
                .contains(stopped("general", "old", Reason.EXPIRED, 0), stopped("general", "future", Reason.EXPIRED, 0))
                .hasSize(3); // and ExternalChange
    }

    @Test
    void sweep_readsTheTableOnceASecond() {
        fixture.sweep();
        insert("old", "general", START - 6);

        fixture.clock().set(StoreFixture.START.plusMillis(999));
        fixture.sweep();
        assertThat(fixture.plain().column("SELECT user FROM typing")).containsExactly("old");

        fixture.clock().set(StoreFixture.START.plusMillis(1_000));
        fixture.sweep();
        assertThat(fixture.plain().column("SELECT user FROM typing")).isEmpty();
    }

    @Test
    void sweep_thatFails_looksAgainInTheSameSecond() {
        insert("old", "general", START - 6);
        fixture.plain().sql("CREATE TRIGGER refuse BEFORE DELETE ON typing BEGIN SELECT raise(ABORT, 'refused'); END");
        assertThat(catchThrowable(() -> fixture.sweep())).isNotNull();
        fixture.plain().sql("DROP TRIGGER refuse");

        fixture.sweep();

        assertThat(fixture.plain().column("SELECT user FROM typing")).isEmpty();
    }

    @Test
    void typingUsers_seeRowsOfOthers_withinTheWindowAndTwoSecondsAhead() {
        insert("expired", "general", START - 6);
        insert("ahead", "general", START + 2);
        insert("behind", "general", START - 5);
        insert("farAhead", "general", START + 3);
        insert("now", "general", START);

        assertThat(typingUsers("general")).containsExactly("behind", "now", "ahead");
    }

    @Test
    void typingUsers_afterRenewalByTheOriginal_areInTheOriginalsOrder() {
        typing().start("alice", "general");
        typing().start("bob", "general");
        replace("alice", "general", START);

        assertThat(typingUsers("general"))
                .containsExactly("bob", "alice")
                .isEqualTo(fixture.plain().column("SELECT user FROM typing WHERE channel = 'general'"));
    }

    @Test
    void start_ofAUserWhomAnotherProcessShowsTyping_publishesNothing() {
        insert("alice", "general", START - 5);
        typing().start("alice", "general");

        assertThat(fixture.takeEvents()).isEmpty();
    }

    @Test
    void rowsWithOtherSpellingsOfAChannel_stayAndBreakNothing() {
        insert("alice", "dm:bob:alice", START);
        insert("alice", "private:01", START);
        insert("alice", "", START);
        insert("al\nice", "general", START);
        insert("bob", "general", START);

        assertThat(typingUsers("general")).containsExactly("al\nice", "bob");
        assertThat(typingUsers("private:1")).isEmpty();
        fixture.sweep();
        assertThat(fixture.plain().number("SELECT count(*) FROM typing")).isEqualTo(5);
    }

    @Test
    void anExtraColumn_survivesRenewal() {
        fixture.plain().sql("ALTER TABLE typing ADD COLUMN draft TEXT DEFAULT 'x'");
        typing().start("alice", "general");
        fixture.plain().sql("UPDATE typing SET draft = 'hello'");
        typing().start("alice", "general");

        assertThat(fixture.plain().text("SELECT draft FROM typing")).isEqualTo("hello");
    }

    private void insert(String user, String channel, long ts) {
        fixture.plain().sql("INSERT INTO typing (user, channel, ts) VALUES (?, ?, ?)", user, channel, ts);
    }

    /** As the first MiniMost does it. */
    private void replace(String user, String channel, long ts) {
        fixture.plain().sql("INSERT OR REPLACE INTO typing (user, channel, ts) VALUES (?, ?, ?)", user, channel, ts);
    }
}
