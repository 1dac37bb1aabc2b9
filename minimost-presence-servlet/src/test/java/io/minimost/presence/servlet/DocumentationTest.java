package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.channels.PrivateChannels;
import io.minimost.presence.json.JsonObject;
import io.minimost.presence.push.ConnectRequest;
import io.minimost.presence.push.EventHubBuilder;
import io.minimost.presence.reactions.ReactionLimits;
import io.minimost.presence.servlet.routes.TestRoutes;
import io.minimost.presence.values.ChannelName;
import io.minimost.presence.values.MessageId;
import io.minimost.presence.values.ReactionName;
import io.minimost.presence.values.UserName;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents match the code. */
class DocumentationTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern ROUTE_ROW =
            Pattern.compile("(?m)^\\| `([A-Z]+)` \\| `(/[^`]*)` \\|.*\\| ([^|]*) \\|$");
    private static final Pattern TEST_CLASS = Pattern.compile("`([A-Z]\\w+(?:Test|Run))[`.]");
    private static final Pattern TEST_NAME = Pattern.compile("`([A-Z]\\w+)\\.(\\w+)`");

    @Test
    void httpDocument_listsTheRouteTable() throws IOException {
        List<String> documented = find(ROUTE_ROW, "http.md")
                .map(row -> "%s %s %s"
                        .formatted(row.group(1), row.group(2), row.group(3).startsWith("401") ? "" : "soft"))
                .toList();

        try (PresenceStore store = PresenceStore.inMemory()) {
            List<String> table = TestRoutes.of(store).stream()
                    .map(route -> "%s %s %s"
                            .formatted(
                                    route.method(),
                                    route.path(),
                                    route.anonymous().isPresent() ? "soft" : ""))
                    .toList();
            assertThat(documented).containsExactlyElementsOf(table);
        }
    }

    @Test
    void differencesDocument_namesATestInEachRow() throws IOException {
        List<String> rows = Files.readAllLines(DOCS.resolve("differences.md")).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| What"))
                .toList();

        assertThat(rows)
                .hasSizeGreaterThan(10)
                .allMatch(row -> TEST_NAME.matcher(row).find());
    }

    @Test
    void differencesDocument_namesTestsThatExist() throws IOException {
        for (MatchResult name : find(TEST_NAME, "differences.md").toList()) {
            assertThat(testMethods(name.group(1))).as(name.group()).contains(name.group(2));
        }
    }

    @Test
    void containersDocument_namesTestsThatExist() throws IOException {
        assertThat(find(TEST_CLASS, "containers.md").map(name -> name.group(1)).distinct())
                .hasSizeGreaterThan(7)
                .allSatisfy(name -> assertThat(Path.of("src/test/java/io/minimost/presence/servlet", name + ".java"))
                        .exists());
        for (MatchResult name : find(TEST_NAME, "containers.md").toList()) {
            assertThat(testMethods(name.group(1))).as(name.group()).contains(name.group(2));
        }
    }

    @Test
    void securityDocument_namesATestThatExists_inEachRow() throws IOException {
        List<String> rows = Files.readAllLines(DOCS.resolve("security.md")).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| Threat"))
                .toList();

        assertThat(rows)
                .hasSizeGreaterThan(20)
                .allMatch(row -> TEST_NAME.matcher(row).find());
        for (String document : List.of("security.md", "upgrading.md")) {
            for (MatchResult name : find(TEST_NAME, document).toList()) {
                assertThat(testSource(name.group(1))).as(name.group()).contains("void " + name.group(2) + "(");
            }
        }
    }

    @Test
    void limitsOfTheOperationsDocument_areThoseOfTheCode() throws IOException {
        assertThat(Files.readString(DOCS.resolve("operations.md")))
                .contains("| " + UserName.MAX_LENGTH + " characters | `UserName.MAX_LENGTH` |")
                .contains("| " + ChannelName.MAX_LENGTH + " characters | `ChannelName.MAX_LENGTH` |")
                .contains("| " + MessageId.MAX_LENGTH + " characters | `MessageId.MAX_LENGTH` |")
                .contains("| " + ReactionName.MAX_LENGTH + " characters | `ReactionName.MAX_LENGTH` |")
                .contains("| " + PrivateChannels.MAX_FOUNDERS + " | `PrivateChannels.MAX_FOUNDERS` |")
                .contains("| " + ConnectRequest.MAX_CHANNELS + "; " + ConnectRequest.MAX_USERS + " | `ConnectRequest.")
                .contains("| " + JsonObject.MAX_DEPTH + " levels | `JsonObject.MAX_DEPTH` |")
                .contains("| " + Limits.defaults().maxDirectPeople() + " | `Limits.defaults()` |")
                .contains("| " + ReactionLimits.DEFAULT.perMessage() + "; " + ReactionLimits.DEFAULT.perUser() + " | ")
                .contains("| " + EventHubBuilder.DEFAULT_MAX_CONNECTIONS_OF_USER + "; 10,000 | ");
    }

    /** Of a test in one of the modules that are published. */
    private static String testSource(String type) throws IOException {
        for (String module :
                List.of("minimost-presence-core", "minimost-presence-servlet", "integrations/spring-boot-starter")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "test", "java"))) {
                Optional<Path> file =
                        files.filter(path -> path.endsWith(type + ".java")).findFirst();
                if (file.isPresent()) {
                    return Files.readString(file.get());
                }
            }
        }
        throw new AssertionError("no test class " + type);
    }

    private static List<String> testMethods(String type) {
        try {
            return Arrays.stream(Class.forName(DocumentationTest.class.getPackageName() + "." + type)
                            .getDeclaredMethods())
                    .filter(method -> Arrays.stream(method.getAnnotations())
                            .anyMatch(annotation ->
                                    annotation.annotationType().getSimpleName().endsWith("Test")))
                    .map(Method::getName)
                    .toList();
        } catch (ClassNotFoundException e) {
            throw new AssertionError("no test class " + type, e);
        }
    }

    private static Stream<MatchResult> find(Pattern pattern, String document) throws IOException {
        return pattern.matcher(Files.readString(DOCS.resolve(document))).results();
    }
}
