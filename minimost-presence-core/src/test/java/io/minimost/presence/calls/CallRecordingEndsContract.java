package io.minimost.presence.calls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.media.MediaChunk;
import io.minimost.presence.media.MediaPage;
import io.minimost.presence.media.MediaTrack;
import io.minimost.presence.testing.StoreFixture;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** When recordings are deleted: when their sender leaves the call or joins it again. */
abstract class CallRecordingEndsContract {
    private static final Optional<MediaTrack> CAMERA = Optional.of(MediaTrack.CAM);

    @RegisterExtension
    final StoreFixture fixture;

    private String call = "";

    CallRecordingEndsContract(StoreFixture fixture) {
        this.fixture = fixture;
    }

    @BeforeEach
    void threeUsersJoinAndRecord() {
        call = calls().initiate("dm:alice:bob:carol", "alice")
                .call()
                .orElseThrow()
                .id();
        for (String user : List.of("bob", "carol")) {
            calls().accept(call, user);
        }
        for (String user : List.of("alice", "bob", "carol")) {
            calls().media().putInit(call, user, CAMERA, "video/webm", user.getBytes(UTF_8));
            calls().media().append(call, user, CAMERA, user.getBytes(UTF_8));
        }
    }

    @Test
    void leaving_deletesTheRecordingOfTheUser() {
        calls().end(call, "bob");

        assertThat(recording("bob")).isEqualTo(new MediaPage(Optional.empty(), List.of()));
        assertThat(recording("alice").init()).isPresent();
        assertThat(recording("carol").chunks()).hasSize(1);
    }

    @Test
    void sendingNoHeartbeat_deletesTheRecordingOfTheUser() {
        fixture.clock().stepSeconds(40);
        calls().heartbeat(call, "alice");
        calls().heartbeat(call, "carol");
        fixture.clock().stepSeconds(21);
        fixture.sweep();

        assertThat(recording("bob")).isEqualTo(new MediaPage(Optional.empty(), List.of()));
        assertThat(recording("carol").init()).isPresent();
    }

    @Test
    void joiningAgain_deletesTheRecordingOfTheUser() {
        calls().accept(call, "bob");

        assertThat(recording("bob")).isEqualTo(new MediaPage(Optional.empty(), List.of()));
        assertThat(recording("carol").chunks()).extracting(MediaChunk::data).containsExactly("carol".getBytes(UTF_8));
    }

    private Calls calls() {
        return fixture.store().calls();
    }

    private MediaPage recording(String sender) {
        return calls().media()
                .read(call, "alice", sender, CAMERA, OptionalLong.empty())
                .orElseThrow();
    }
}
