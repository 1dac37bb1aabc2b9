package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.minimost.presence.calls.Calls;
import io.minimost.presence.events.PresenceEvent.ExternalChange;
import io.minimost.presence.media.MediaChunk;
import io.minimost.presence.media.MediaInit;
import io.minimost.presence.media.MediaPage;
import io.minimost.presence.presence.PresenceOverride;
import io.minimost.presence.presence.Sessions;
import io.minimost.presence.screenshare.ScreenShare;
import io.minimost.presence.screenshare.ScreenShares;
import io.minimost.presence.signaling.SendSignalResult;
import io.minimost.presence.signaling.Signal;
import io.minimost.presence.signaling.SignalType;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.PresenceState;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A Python process works on the file at the same time, with its own SQLite. Skipped where there is no Python,
 * unless {@code MINIMOST_REQUIRE_PYTHON} is set: then it fails.
 */
@Timeout(60)
class PythonNeighbourTest {
    @RegisterExtension
    final StoreFixture fixture = StoreFixture.inFile();

    @BeforeAll
    static void requirePython() throws InterruptedException {
        String reason = "";
        try {
            Process python = new ProcessBuilder("python3", "-c", "import sqlite3").start();
            if (python.waitFor() != 0) {
                reason = "python3 has no module sqlite3";
            }
        } catch (IOException e) {
            reason = "python3 cannot be started: " + e.getMessage();
        }
        if (System.getenv("MINIMOST_REQUIRE_PYTHON") != null) {
            assertThat(reason).isEmpty();
        }
        if (!reason.isEmpty()) {
            System.out.println("PythonNeighbourTest is skipped: " + reason);
        }
        assumeTrue(reason.isEmpty(), reason);
    }

    @Test
    void bothSeeWhatTheOtherWrites() throws IOException {
        try (Neighbour python = new Neighbour(fixture.file())) {
            fixture.store().typing().start("alice", "general");
            fixture.store().presence().update("alice", PresenceState.ACTIVE);
            fixture.store().presence().setOverride("alice", PresenceOverride.IDLE);
            fixture.takeEvents();
            assertThat(python.ask("typingUsers")).isEqualTo("[\"alice\"]");
            assertThat(python.ask("online")).isEqualTo("{\"alice\": \"idle\"}");

            assertThat(python.ask("report")).isEqualTo("\"ok\"");
            assertThat(fixture.store().typing().typingUsers("general", "bob")).containsExactly("alice", "ed");
            assertThat(fixture.store().presence().recentStates())
                    .containsExactly(entry("alice", PresenceState.IDLE), entry("ed", PresenceState.IDLE));
            fixture.sweep();
            assertThat(fixture.takeEvents()).containsExactly(new ExternalChange(StoreFixture.START));

            fixture.store().typing().stop("alice", "general");
            fixture.store().typing().start("bob", "general");
            assertThat(python.ask("typingUsers")).isEqualTo("[\"bob\"]");
            assertThat(python.ask("check")).isEqualTo("\"ok\"");
        }
    }

    /** Its page is in the background on one machine; our sessions say that the user is there. */
    @Test
    void pythonShowsMergedStates_andEndsNoCallOfALiveSession() throws IOException {
        Sessions sessions = fixture.store().presence().sessions();
        sessions.report("ann", "desk-0001", PresenceState.ACTIVE);
        sessions.report("bob", "phone-0001", PresenceState.HIDDEN);
        Calls calls = fixture.store().calls();
        String call = calls.initiate("dm:ann:bob", "ann").call().orElseThrow().id();
        calls.accept(call, "bob");
        try (Neighbour python = new Neighbour(fixture.file())) {
            assertThat(python.ask("heartbeat ann hidden " + second())).isEqualTo("\"ok\"");

            for (int i = 0; i < 30; i++) {
                fixture.clock().stepSeconds(20);
                sessions.renew("ann", "desk-0001");
                sessions.renew("bob", "phone-0001");
                calls.heartbeat(call, "ann");
                calls.heartbeat(call, "bob");
                fixture.sweep();
                assertThat(python.ask("online " + second())).isEqualTo("{\"ann\": \"active\", \"bob\": \"active\"}");
                assertThat(python.ask("endAbandonedCalls " + second())).isEqualTo("0");
            }

            sessions.end("ann", "desk-0001");
            sessions.end("bob", "phone-0001");
            fixture.clock().stepSeconds(121);
            calls.heartbeat(call, "ann");
            assertThat(python.ask("endAbandonedCalls " + second())).isEqualTo("1");
        }
    }

    private long second() {
        return fixture.clock().instant().getEpochSecond();
    }

    @Test
    void signalsAndPicturesOfPython_areUnderstood() throws IOException {
        try (Neighbour python = new Neighbour(fixture.file())) {
            assertThat(python.ask("share")).isEqualTo("\"ok\"");

            ScreenShares shares = fixture.store().screenShares();
            assertThat(shares.active("general")).extracting(ScreenShare::sharer).containsExactly("ed");
            assertThat(shares.signals().waiting("s1", "alice", 0))
                    .extracting(Signal::payload)
                    .containsExactly("{\"sdp\": \"v=0 \\u00e9\"}");
            assertThat(shares.media().read("s1", "alice", OptionalLong.empty()))
                    .contains(new MediaPage(
                            Optional.of(new MediaInit("video/webm", new byte[] {0, -1})),
                            List.of(new MediaChunk(2, new byte[] {1}))));
        }
    }

    @Test
    void signals_areReadByPython() throws IOException {
        ScreenShares shares = fixture.store().screenShares();
        String share = shares.start("general", "alice").orElseThrow().id();
        for (String payload : List.of(
                "{\"sdp\": \"v=0\\r\\n\"}",
                "\"\u00e9\u20ac\ud83d\ude00 \\ud83d\\ude00\"",
                "-1.7976931348623157e308",
                "9".repeat(308),
                "[".repeat(32) + "]".repeat(32))) {
            assertThat(shares.signals().send(share, "alice", "ed", SignalType.OFFER, payload))
                    .isEqualTo(SendSignalResult.SENT);
        }

        try (Neighbour python = new Neighbour(fixture.file())) {
            assertThat(python.ask("signals"))
                    .isEqualTo("[{\"sdp\": \"v=0\\r\\n\"}, \"\\u00e9\\u20ac\\ud83d\\ude00 \\ud83d\\ude00\","
                            + " -1.7976931348623157e+308, " + "9".repeat(308) + ", "
                            + "[".repeat(32) + "]".repeat(32) + "]");
        }
    }

    /** A process that runs our script {@code neighbour.py}, passed as an argument. */
    private static final class Neighbour implements AutoCloseable {
        private final Process process;
        private final BufferedWriter questions;
        private final BufferedReader answers;

        Neighbour(Path file) throws IOException {
            process = new ProcessBuilder(
                            "python3",
                            "-c",
                            script(),
                            file.toString(),
                            Long.toString(StoreFixture.START.getEpochSecond()))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            questions = process.outputWriter(StandardCharsets.UTF_8);
            answers = process.inputReader(StandardCharsets.UTF_8);
        }

        String ask(String command) throws IOException {
            questions.write(command + "\n");
            questions.flush();
            return Objects.requireNonNull(answers.readLine(), "the script has ended");
        }

        @Override
        public void close() throws IOException {
            questions.close();
            try {
                process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
            } finally {
                process.destroyForcibly();
            }
        }

        private static String script() throws IOException {
            try (InputStream in =
                    Objects.requireNonNull(PythonNeighbourTest.class.getResourceAsStream("neighbour.py"))) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }
}
