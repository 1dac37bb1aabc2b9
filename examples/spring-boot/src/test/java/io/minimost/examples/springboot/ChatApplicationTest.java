package io.minimost.examples.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.minimost.presence.PresenceStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;

@SpringBootTest(properties = "minimost.presence.in-memory=true")
@AutoConfigureMockMvc
class ChatApplicationTest {
    @Autowired
    private MockMvc http;

    @Autowired
    private PresenceStore store;

    @Test
    void whoTypes_isSeenByTheOthers() throws Exception {
        http.perform(post("/presence-api/typing/general").with(user("alice"))).andExpect(status().isNoContent());

        assertThat(store.typing().typingUsers("general", "bob")).containsExactly("alice");
    }

    @Test
    void reactions_areCountedByUser() throws Exception {
        http.perform(post("/presence-api/react/welcome")
                        .with(user("bob"))
                        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                        .content("reaction=heart"))
                .andExpect(content().json("{\"heart\":[\"bob\"]}"));
    }

    @Test
    void page_findsTheClientThatItImports() throws Exception {
        String client = http.perform(get("/presence-api/presence-client.js").with(user("alice")))
                .andExpect(status().isFound())
                .andReturn()
                .getResponse()
                .getHeader("Location");

        http.perform(get("/presence-api/" + client).with(user("alice")))
                .andExpect(status().isOk())
                .andExpect(content().contentType("text/javascript;charset=utf-8"));
    }

    @Test
    void whoIsNotSignedIn_seesNothing() throws Exception {
        http.perform(get("/presence-api/online_users")).andExpect(status().isUnauthorized());
    }

    /** Besides imports, comments and closing braces. */
    @Test
    void hostAndPage_areSmall() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            assertThat(sources.filter(Files::isRegularFile)
                            .flatMap(source -> code(source).stream())
                            .filter(line -> !line.matches("(package|import) .*|(/\\*|\\*|//).*|}"))
                            .count())
                    .isLessThan(15);
        }
        List<String> page = code(Path.of("src/main/resources/static/index.html"));
        assertThat(page.subList(page.indexOf("<script type=\"module\">") + 1, page.indexOf("</script>")))
                .hasSizeLessThan(40);
    }

    private static List<String> code(Path file) {
        try {
            return Files.readString(file)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
