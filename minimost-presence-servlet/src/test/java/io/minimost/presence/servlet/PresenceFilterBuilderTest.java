package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.minimost.presence.PresenceStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresenceFilterBuilderTest {
    private final PresenceStore store = PresenceStore.inMemory();
    private final PresenceFilterBuilder builder = PresenceFilter.builder(store);

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/chat", "/chat/v1.0", "/~a/b-c_d", "/..x"})
    void prefix_plain_isAccepted(String prefix) {
        assertThatCode(() -> builder.prefix(prefix)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "chat",
                "/chat/",
                "//chat",
                "/chat//x",
                "/a b",
                "/a%20b",
                "/a;b",
                "/..",
                "/./a",
                "/a/../b",
                "/é",
                "/*"
            })
    void prefix_otherwise_isRejected(String prefix) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.prefix(prefix))
                .withMessageContaining("'" + prefix + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/login\r\nX: y", "/log in", "/é"})
    void redirectAnonymousTo_noLocation_isRejected(String location) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.redirectAnonymousTo(location))
                .withMessageContaining(location);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "*", "chat.example", "https://chat.example/"})
    void trustedOrigins_noOrigin_isRejected(String origin) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.trustedOrigins("https://ok.example", origin))
                .withMessageContaining("'" + origin + "'");
    }

    @Test
    void answerMemory_negative_isRejected() {
        assertThatCode(() -> builder.answerMemory(0).build()).doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.answerMemory(-1))
                .withMessageContaining("-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "dm:alice:bob", "private:1", " general"})
    void publicChannels_noPublicName_isRejected(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> builder.publicChannels("general", name));
    }

    @Test
    void build_withTwoRulesForChannels_isRejected() {
        builder.publicChannels("general").channelAccess((user, channel) -> true);

        assertThatIllegalStateException().isThrownBy(builder::build).withMessageContaining("publicChannels");
    }
}
