package io.minimost.presence.screenshare;

import io.minimost.presence.media.AppendResult;
import io.minimost.presence.media.MediaLimits;
import io.minimost.presence.media.MediaOutcome;
import io.minimost.presence.media.MediaPage;
import io.minimost.presence.media.RecordingContract;
import io.minimost.presence.signaling.SignalLimits;
import io.minimost.presence.signaling.Signals;
import io.minimost.presence.testing.DatabaseFixture;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;

/** The contract of a recording, for that of a screen share. */
abstract class ShareRecordingContract extends RecordingContract {
    ShareRecordingContract(DatabaseFixture fixture) {
        super(fixture);
    }

    @Override
    protected Recording recording(MediaLimits limits) {
        Signals signals = new Signals(fixture.database(), SignalLimits.DEFAULT);
        ScreenShares shares = new ScreenShares(fixture.database(), signals, limits, Duration.ofDays(30));
        // Each share has its own channel: in the same one, it would replace the one before.
        String share = shares.start(UUID.randomUUID().toString(), "alice")
                .orElseThrow()
                .id();
        ShareMedia media = shares.media();
        return new Recording() {
            @Override
            public MediaOutcome putInit(String mimeType, byte[] data) {
                return media.putInit(share, "alice", mimeType, data);
            }

            @Override
            public AppendResult append(byte[] data) {
                return media.append(share, "alice", data);
            }

            @Override
            public MediaPage read(OptionalLong after) {
                return media.read(share, "bob", after).orElseThrow();
            }
        };
    }
}
