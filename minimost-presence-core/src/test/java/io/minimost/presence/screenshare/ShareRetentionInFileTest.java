package io.minimost.presence.screenshare;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.testing.StoreFixture;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShareRetentionInFileTest extends ShareRetentionContract {
    ShareRetentionInFileTest() {
        super(StoreFixture.inFile());
    }

    /** A state that only another version knows may be a live one. */
    @Test
    void pruning_deletesAllRowsOfAShare_unlessItMayBeLive() {
        for (String state : List.of("ended", "active", "paused")) {
            fixture.plain().sql("INSERT INTO screenshares VALUES (?, 'general', 'alice', ?, 1, 2)", state, state);
            fixture.plain().sql("INSERT INTO share_media (share_id, data, ts) VALUES (?, x'01', 1)", state);
        }
        fixture.plain().sql("INSERT INTO screenshares VALUES ('no end', 'general', 'alice', 'ended', 1, NULL)");

        fixture.sweep();

        assertThat(fixture.plain().column("SELECT share_id FROM screenshares")).containsExactly("active", "paused");
        assertThat(fixture.plain().column("SELECT share_id FROM share_media")).doesNotContain("ended");
        assertThat(fixture.plain().column("SELECT share_id FROM share_media")).contains("active");
    }
}
