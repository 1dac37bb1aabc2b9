package io.minimost.presence.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The example, with no line about CSRF, shutdown or health, does what its users and operators expect. */
class PackagedApplicationTest {
    private static final String EVENTS = "/presence-api/events?channel=general";

    /** Without the starter it takes 30 seconds, the default of Spring Boot for requests that do not end, and some more. */
    private static final Duration MUCH_LESS_THAN_THE_DEFAULT = Duration.ofSeconds(10);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void usersSeeEachOther_andTheProcessStopsWhileStreamsAreOpen(Packaged packaged) throws Exception {
        try (Application application = Application.run(Jdk.own(), directory, jar(packaged))) {
            useAndStop(application);
        }
    }

    @ParameterizedTest
    @EnumSource
    void virtualThreads_doTheSame(Packaged packaged) throws Exception {
        Optional<Path> java = Jdk.withVirtualThreads();
        if (java.isEmpty()) {
            System.out.println("Not tried with virtual threads: no JDK 21 or later beside the one of this build.");
            return;
        }
        try (Application application = Application.run(
                java.get(),
                directory,
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "-jar",
                        packaged.jar().toString(),
                        "--spring.threads.virtual.enabled=true"))) {
            useAndStop(application);
        }
    }

    @Test
    void oldSqlite_isReportedWithTheOneLineThatHelps() throws Exception {
        Path old = Path.of("target", "old-sqlite-jdbc.jar").toAbsolutePath();
        String classPath = old + System.getProperty("path.separator") + Packaged.BOOT_4_0.jar();

        try (Application application = Application.run(
                Jdk.own(),
                directory,
                List.of("-cp", classPath, "org.springframework.boot.loader.launch.JarLauncher"))) {
            assertThat(application.exitCode()).isEqualTo(1);
            assertThat(application.log())
                    .contains("APPLICATION FAILED TO START", "the jar sqlite-jdbc 3.50.3.0 brings SQLite 3.50.3")
                    .containsPattern("Action:\\s+Add this line to the <properties> of the application's pom.xml:\\s+"
                            + "<sqlite-jdbc.version>3.53.4.0</sqlite-jdbc.version>\\s")
                    .doesNotContain("\tat ");
        }
    }

    private static List<String> jar(Packaged packaged) {
        return List.of("-jar", packaged.jar().toString());
    }

    private static void useAndStop(Application application) throws IOException, InterruptedException {
        int port = application.port();
        Browser alice = new Browser(port).signIn("alice");
        Browser bob = new Browser(port).signIn("bob");
        try (EventStream stream = bob.open(EVENTS).awaitEvent("typing", "[]");
                EventStream ofAlice = alice.open(EVENTS).awaitEvent("typing", "[]")) {
            assertThat(alice.post("/presence-api/typing/general", "").statusCode())
                    .isEqualTo(204);
            stream.awaitEvent("typing", "[\"alice\"]");
            assertThat(alice.post("/presence-api/react/welcome", "reaction=rocket")
                            .body())
                    .startsWith("{\"rocket\":[\"alice\"]}");
            stream.awaitEvent("reactions", "{\"reactions\":{\"rocket\":[\"alice\"]}");

            onlyTheRoutesAreExempt(alice);
            assertThat(alice.get("/actuator/health").body()).contains("\"presence\":{\"status\":\"UP\"}");
            closeTabs(bob, alice, stream);

            alice.signOut();
            ofAlice.awaitEnd();

            bob.open(EVENTS).awaitEvent("typing", "[").close();
            application.terminate(MUCH_LESS_THAN_THE_DEFAULT);
            stream.awaitEnd();
        }
        assertThat(application.log()).doesNotContain("WARN", "ERROR");
    }

    private static void onlyTheRoutesAreExempt(Browser alice) throws IOException, InterruptedException {
        assertThat(alice.post("/presence-api/other", "").statusCode()).isEqualTo(403);
        assertThat(alice.post("/logout", "").statusCode()).isEqualTo(403);
        assertThat(alice.postFromElsewhere("/presence-api/typing/general").body())
                .contains("cross-origin request refused");
    }

    /** Each was worth two warnings once, because the failure was dispatched to the page for errors. */
    private static void closeTabs(Browser bob, Browser alice, EventStream last)
            throws IOException, InterruptedException {
        for (int i = 0; i < 3; i++) {
            bob.open(EVENTS).awaitEvent("typing", "[").close();
        }
        assertThat(alice.post("/presence-api/react/welcome", "reaction=heart").statusCode())
                .isEqualTo(200);
        last.awaitEvent("reactions", "{\"reactions\":{\"heart\":[\"alice\"]");
    }
}
