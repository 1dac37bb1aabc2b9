package io.minimost.presence.screenshare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.minimost.presence.events.PresenceEvent.SignalSent;
import io.minimost.presence.media.AppendResult;
import io.minimost.presence.media.MediaOutcome;
import io.minimost.presence.media.MediaPage;
import io.minimost.presence.signaling.SendSignalResult;
import io.minimost.presence.signaling.Signal;
import io.minimost.presence.signaling.SignalLimits;
import io.minimost.presence.signaling.SignalType;
import io.minimost.presence.testing.StoreFixture;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who may send and read signals and media of a screen share, in every store. */
abstract class ShareTrafficContract {
    static final Instant START = StoreFixture.START;
    static final String DIRECT = "dm:alice:bob";
    static final String TEAM = "private:1";
    static final byte[] DATA = {1};

    @RegisterExtension
    final StoreFixture fixture;

    ShareTrafficContract(StoreFixture fixture) {
        this.fixture = fixture;
    }

    @BeforeEach
    void aliceAndBobHaveATeam() {
        fixture.store().channels().create("Team", "alice", List.of("bob"));
        fixture.takeEvents();
    }

    @Test
    void signals_goBetweenSharerAndViewers() {
        String share = start("general", "alice");
        fixture.takeEvents();

        assertThat(shares().signals().send(share, "bob", "alice", SignalType.OFFER, "{\"sdp\":1}"))
                .isEqualTo(SendSignalResult.SENT);
        assertThat(signal(share, "alice", "bob")).isEqualTo(SendSignalResult.SENT);
        assertThat(signal(share, "bob", "carol")).isEqualTo(SendSignalResult.NO_SUCH_RECIPIENT);
        assertThat(signal(share, "alice", "alice")).isEqualTo(SendSignalResult.NO_SUCH_RECIPIENT);
        assertThat(signal("no such share", "alice", "bob")).isEqualTo(SendSignalResult.NOT_FOUND);

        Signal offer = shares().signals().waiting(share, "alice", 0).get(0);
        assertThat(offer).isEqualTo(new Signal(offer.id(), "bob", SignalType.OFFER, "{\"sdp\":1}", START));
        assertThat(shares().signals().waiting(share, "alice", offer.id())).isEmpty();
        assertThat(shares().signals().waiting(share, "bob", 0)).hasSize(1);
        assertThat(shares().signals().waiting(share, "carol", 0)).isEmpty();
        assertThat(fixture.takeEvents())
                .hasSize(2)
                .first()
                .isEqualTo(new SignalSent(share, "general", "bob", "alice", offer.id(), START));
    }

    @Test
    void signals_inADirectOrPrivateChannel_areForItsParticipants() {
        for (String channel : List.of(DIRECT, TEAM)) {
            String share = start(channel, "alice");
            assertThat(signal(share, "bob", "alice")).isEqualTo(SendSignalResult.SENT);
            assertThat(signal(share, "mallory", "alice")).isEqualTo(SendSignalResult.NOT_ALLOWED);
            assertThat(signal(share, "alice", "mallory")).isEqualTo(SendSignalResult.NO_SUCH_RECIPIENT);
        }
    }

    @Test
    void signals_ofAShareThatIsOver_areRefused() {
        String share = start("general", "alice");
        shares().stop(share, "alice");

        assertThat(signal(share, "alice", "bob")).isEqualTo(SendSignalResult.OVER);
    }

    @Test
    void signals_toAFullMailbox_areRefused() {
        fixture.reopen(builder -> builder.signalLimits(new SignalLimits(20, 2, 40, 1)));
        String share = start("general", "alice");
        signal(share, "alice", "bob");
        signal(share, "alice", "bob");

        assertThat(signal(share, "alice", "bob")).isEqualTo(SendSignalResult.MAILBOX_FULL);
        assertThat(shares().signals().waiting(share, "bob", 0)).hasSize(1);
    }

    @Test
    void media_isSentByTheSharerAndReadByParticipants() {
        for (String channel : List.of("general", DIRECT, TEAM)) {
            String share = start(channel, "alice");
            ShareMedia media = shares().media();

            assertThat(media.putInit(share, "alice", "video/webm", DATA)).isEqualTo(MediaOutcome.STORED);
            assertThat(media.append(share, "alice", DATA).outcome()).isEqualTo(MediaOutcome.STORED);
            assertThat(media.putInit(share, "bob", "video/webm", DATA)).isEqualTo(MediaOutcome.NO_SUCH_SESSION);
            assertThat(media.append(share, "bob", DATA)).isEqualTo(AppendResult.refused(MediaOutcome.NO_SUCH_SESSION));
            assertThat(read(share).chunks()).hasSize(1);
            assertThat(media.read(share, "mallory", OptionalLong.empty()).isPresent())
                    .isEqualTo(channel.equals("general"));
        }
        assertThat(shares().media().append("no such share", "alice", DATA))
                .isEqualTo(AppendResult.refused(MediaOutcome.NO_SUCH_SESSION));
        assertThat(shares().media().read("no such share", "alice", OptionalLong.empty()))
                .isEmpty();
    }

    @Test
    void media_ofAShareThatIsOver_isRefused() {
        String share = start("general", "alice");
        shares().stop(share, "alice");

        assertThat(shares().media().append(share, "alice", DATA)).isEqualTo(AppendResult.refused(MediaOutcome.OVER));
        assertThat(shares().media().putInit(share, "alice", "video/webm", DATA)).isEqualTo(MediaOutcome.OVER);
        assertThat(read(share).init()).isEmpty();
    }

    @Test
    void screenOff_isNoTypeOfAShare() {
        String share = start("general", "alice");

        assertThat(catchThrowable(() -> shares().media().putInit(share, "alice", "screen/off", DATA)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    ScreenShares shares() {
        return fixture.store().screenShares();
    }

    String start(String channel, String sharer) {
        return shares().start(channel, sharer).orElseThrow().id();
    }

    SendSignalResult signal(String share, String from, String to) {
        return shares().signals().send(share, from, to, SignalType.ICE_CANDIDATE, "{}");
    }

    MediaPage read(String share) {
        return shares().media().read(share, "bob", OptionalLong.empty()).orElseThrow();
    }
}
