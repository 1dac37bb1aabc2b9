package io.minimost.presence.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.media.AppendResult;
import io.minimost.presence.media.MediaLimits;
import io.minimost.presence.media.MediaOutcome;
import io.minimost.presence.media.MediaPage;
import io.minimost.presence.media.MediaTrack;
import io.minimost.presence.media.RecordingContract;
import io.minimost.presence.testing.DatabaseFixture;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The contract of a recording, for a track of a participant; and the limits that all recordings of a call share. */
abstract class CallRecordingContract extends RecordingContract {
    CallRecordingContract(DatabaseFixture fixture) {
        super(fixture);
    }

    @Test
    void bytes_countForTheWholeCall() {
        MediaLimits limits = new MediaLimits(10, Duration.ofSeconds(30), 25, 30, 20);
        CallMedia media = media(limits);
        String call = call();
        Recording alice = recording(media, call, "alice", Optional.of(MediaTrack.CAM));
        Recording bob = recording(media, call, "bob", Optional.empty());
        append(alice, "aaaaaaaaaa");
        append(bob, "bbbbbbbbbb");
        append(bob, "cccccccccc");

        assertThat(alice.read(OptionalLong.empty()).chunks()).isEmpty();
        assertThat(contents(bob.read(OptionalLong.empty()))).containsExactly("bbbbbbbbbb", "cccccccccc");
    }

    @Test
    void append_deletesOldChunksOfOtherSenders() {
        CallMedia media = media(MediaLimits.DEFAULT);
        String call = call();
        Recording alice = recording(media, call, "alice", Optional.of(MediaTrack.CAM));
        Recording bob = recording(media, call, "bob", Optional.of(MediaTrack.MIC));
        append(alice, "a");
        fixture.clock().stepSeconds(31);
        append(bob, "b");

        assertThat(alice.read(OptionalLong.empty()).chunks()).isEmpty();
        assertThat(contents(bob.read(OptionalLong.empty()))).containsExactly("b");
    }

    @Override
    protected Recording recording(MediaLimits limits) {
        return recording(media(limits), call(), "alice", Optional.of(MediaTrack.MIC));
    }

    private CallMedia media(MediaLimits limits) {
        return new CallMedia(fixture.database(), keys(), limits, (transaction, call, user, on, now) -> {});
    }

    private String call() {
        String call = UUID.randomUUID().toString();
        CallTables tables = new CallTables(fixture.database());
        tables.call(call, "active");
        tables.participant(call, "alice", "accepted");
        tables.participant(call, "bob", "accepted");
        return call;
    }

    private static Recording recording(CallMedia media, String call, String sender, Optional<MediaTrack> track) {
        return new Recording() {
            @Override
            public MediaOutcome putInit(String mimeType, byte[] data) {
                return media.putInit(call, sender, track, mimeType, data);
            }

            @Override
            public AppendResult append(byte[] data) {
                return media.append(call, sender, track, data);
            }

            @Override
            public MediaPage read(OptionalLong after) {
                return media.read(call, "bob", sender, track, after).orElseThrow();
            }
        };
    }

    private CallKeys keys() {
        return new CallKeys(fixture.database(), fixture.database().register(CallSql.class));
    }
}
