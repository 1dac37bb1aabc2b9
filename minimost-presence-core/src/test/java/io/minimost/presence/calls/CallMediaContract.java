package io.minimost.presence.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.minimost.presence.internal.Transaction;
import io.minimost.presence.media.AppendResult;
import io.minimost.presence.media.MediaLimits;
import io.minimost.presence.media.MediaOutcome;
import io.minimost.presence.media.MediaPage;
import io.minimost.presence.media.MediaTrack;
import io.minimost.presence.testing.DatabaseFixture;
import io.minimost.presence.testing.Hostile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may send and read the media of a call, in every database. */
abstract class CallMediaContract {
    private static final Optional<MediaTrack> NO_TRACK = Optional.empty();
    private static final Optional<MediaTrack> CAM = Optional.of(MediaTrack.CAM);
    private static final Optional<MediaTrack> SCREEN = Optional.of(MediaTrack.SCREEN);
    private static final byte[] DATA = {1};

    @RegisterExtension
    final DatabaseFixture fixture;

    private final List<String> screenShares = new ArrayList<>();
    private CallTables tables;
    CallMedia media;

    CallMediaContract(DatabaseFixture fixture) {
        this.fixture = fixture;
    }

    @BeforeEach
    void aliceAndBobAreInACall() {
        screenShares.clear();
        tables = new CallTables(fixture.database());
        media = new CallMedia(fixture.database(), keys(), MediaLimits.DEFAULT, this::recordScreenShare);
        tables.call("c1", "active");
        tables.participant("c1", "alice", "accepted");
        tables.participant("c1", "bob", "accepted");
    }

    @ParameterizedTest
    @CsvSource({
        "ringing,  accepted, STORED",
        "active,   accepted, STORED",
        "active,   pending,  NO_SUCH_SESSION",
        "active,   rejected, NO_SUCH_SESSION",
        "active,   left,     NO_SUCH_SESSION",
        "ringing,  pending,  NO_SUCH_SESSION",
        "ended,    accepted, OVER",
        "ended,    left,     OVER",
        "rejected, accepted, OVER"
    })
    void sending_isForUsersInALiveCall(String call, String participant, MediaOutcome outcome) {
        tables.call("c2", call);
        tables.participant("c2", "carol", participant);

        assertThat(media.append("c2", "carol", CAM, DATA).outcome()).isEqualTo(outcome);
        assertThat(media.putInit("c2", "carol", SCREEN, "video/webm", DATA)).isEqualTo(outcome);
        Optional<MediaPage> page = media.read("c2", "carol", "carol", CAM, OptionalLong.empty());
        assertThat(page.isPresent()).isEqualTo(outcome == MediaOutcome.STORED);
        assertThat(screenShares).hasSize(outcome == MediaOutcome.STORED ? 1 : 0);
    }

    @Test
    void unknownCallsAndStrangers_haveTheSameOutcome() {
        media.append("c1", "alice", CAM, DATA);

        for (String call : List.of("c1", "c9", "", "\ud800", "c1\u0000", "x".repeat(100_000))) {
            assertThat(media.append(call, "mallory", CAM, DATA))
                    .isEqualTo(AppendResult.refused(MediaOutcome.NO_SUCH_SESSION));
            assertThat(media.putInit(call, "mallory", CAM, "video/webm", DATA)).isEqualTo(MediaOutcome.NO_SUCH_SESSION);
            assertThat(media.read(call, "mallory", "alice", CAM, OptionalLong.empty()))
                    .isEmpty();
        }
    }

    @Test
    void tracks_areSeparateRecordings() {
        media.append("c1", "alice", NO_TRACK, new byte[] {1});
        media.append("c1", "alice", CAM, new byte[] {2});
        media.append("c1", "alice", SCREEN, new byte[] {3});
        media.append("c1", "bob", CAM, new byte[] {4});

        assertThat(read("alice", NO_TRACK)).containsExactly(1);
        assertThat(read("alice", CAM)).containsExactly(2);
        assertThat(read("alice", SCREEN)).containsExactly(3);
        assertThat(read("bob", CAM)).containsExactly(4);
        assertThat(read("bob", NO_TRACK)).isEmpty();
        assertThat(read("carol", CAM)).as("not in the call").isEmpty();
    }

    @Test
    void forgedSenders_areRefused() {
        for (String name : Hostile.names()) {
            assertThatIllegalArgumentException().isThrownBy(() -> media.append("c1", name, NO_TRACK, DATA));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> media.putInit("c1", name, NO_TRACK, "video/webm", DATA));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> media.read("c1", "bob", name, NO_TRACK, OptionalLong.empty()));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> media.read("c1", name, "bob", NO_TRACK, OptionalLong.empty()));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> media.append("c1", "alice:b:screen", NO_TRACK, DATA))
                .withMessageContaining("alice:b:screen");
    }

    @Test
    void putInit_ofTheScreen_startsAndStopsSharing() {
        media.putInit("c1", "alice", CAM, "video/webm", DATA);
        media.putInit("c1", "alice", NO_TRACK, "video/webm", DATA);
        media.append("c1", "alice", SCREEN, DATA);
        assertThat(screenShares).isEmpty();

        media.putInit("c1", "alice", SCREEN, "video/webm", DATA);
        media.putInit("c1", "alice", SCREEN, "screen/off", DATA);
        assertThat(screenShares).containsExactly("alice in c1: true", "alice in c1: false");
        assertThat(media.read("c1", "bob", "alice", SCREEN, OptionalLong.empty())
                        .orElseThrow()
                        .init())
                .hasValueSatisfying(init -> assertThat(init.mimeType()).isEqualTo("screen/off"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CAM", "MIC"})
    void screenOff_ofAnotherTrack_isRefused(String track) {
        Optional<MediaTrack> other = track.isEmpty() ? NO_TRACK : Optional.of(MediaTrack.valueOf(track));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> media.putInit("c1", "alice", other, "screen/off", DATA))
                .withMessageContaining("MIME type");
    }

    @Test
    void putInit_whoseCallbackFails_storesNothing() {
        CallMedia failing = new CallMedia(fixture.database(), keys(), MediaLimits.DEFAULT, (t, call, user, on, now) -> {
            throw new IllegalStateException("on purpose");
        });

        assertThat(catchThrowable(() -> failing.putInit("c1", "alice", SCREEN, "video/webm", DATA)))
                .hasMessage("on purpose");
        assertThat(media.read("c1", "bob", "alice", SCREEN, OptionalLong.empty())
                        .orElseThrow()
                        .init())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "purge,     'alice2 alice2:cam alice@2 alice:cam@2'",
        "purgeUser, 'alice2 alice2:cam alice@2 alice:cam@2 bob'",
        "purgeUserEverywhere, 'alice2 alice2:cam bob'",
        "purgeAll,  ''"
    })
    void purges_deleteOnlyTheirOwn(String purge, String left) {
        tables.participant("c1", "alice2", "accepted");
        tables.call("c2", "active");
        for (String user : List.of("alice", "alice2", "bob")) {
            tables.participant("c2", user, "accepted");
        }
        media.putInit("c1", "alice", CAM, "video/webm", DATA);
        for (Optional<MediaTrack> track : List.of(NO_TRACK, CAM)) {
            media.append("c1", "alice", track, DATA);
            media.append("c2", "alice", track, DATA);
            media.append("c2", "alice2", track, DATA);
        }
        media.append("c1", "bob", NO_TRACK, DATA);

        fixture.run(purge(purge));

        List<String> found = new ArrayList<>();
        for (String sender : List.of("alice2", "alice", "bob")) {
            for (Optional<MediaTrack> track : List.of(NO_TRACK, CAM)) {
                String name = sender + track.map(t -> ":" + t.value()).orElse("");
                if (!page("c1", sender, track).chunks().isEmpty()) {
                    found.add(name);
                }
                if (!page("c2", sender, track).chunks().isEmpty()) {
                    found.add(sender.equals("alice2") ? name : name + "@2");
                }
            }
        }
        assertThat(String.join(" ", found)).isEqualTo(left);
    }

    @Test
    void purges_keepNamesWithTheSamePrefix() {
        List<String> alike = List.of("alic", "alice2", "alice-", "alice;", "alicez", "Alice", "alice\ud83d\ude00");
        for (String user : alike) {
            tables.participant("c1", user, "accepted");
            tables.media("c1", user);
        }

        fixture.run(transaction -> media.purgeUser(transaction, "c1", "alice"));
        fixture.run(transaction -> media.purgeUserEverywhere(transaction, "alice"));

        assertThat(alike)
                .allMatch(user ->
                        read(user, NO_TRACK).size() == 1 && read(user, CAM).size() == 1);
    }

    private Consumer<Transaction> purge(String name) {
        return switch (name) {
            case "purge" -> transaction -> media.purge(transaction, "c1");
            case "purgeUser" -> transaction -> media.purgeUser(transaction, "c1", "alice");
            case "purgeUserEverywhere" -> transaction -> media.purgeUserEverywhere(transaction, "alice");
            case "purgeAll" -> media::purgeAll;
            default -> throw new IllegalArgumentException(name);
        };
    }

    private MediaPage page(String call, String sender, Optional<MediaTrack> track) {
        return media.read(call, "bob", sender, track, OptionalLong.empty()).orElseThrow();
    }

    private List<Integer> read(String sender, Optional<MediaTrack> track) {
        return page("c1", sender, track).chunks().stream()
                .map(chunk -> (int) chunk.data()[0])
                .toList();
    }

    private void recordScreenShare(Transaction transaction, String call, String user, boolean on, Instant now) {
        screenShares.add(user + " in " + call + ": " + on);
    }

    private CallKeys keys() {
        return new CallKeys(fixture.database(), fixture.database().register(CallSql.class));
    }
}
