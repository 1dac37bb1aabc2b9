package io.minimost.presence.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that no path can carry. The tests over HTTP show that these are all, and that no others are refused. */
class RoutableNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"CORP\\alice", "a/b", "a;b", "50%", "%", "\\", "..", "."})
    void namesThatNoPathCarries_areRefused(String name) {
        String flaw = name.startsWith(".") ? "dot segment" : "contains '" + name.replaceAll("[^;/\\\\%]", "") + "'";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UserName.require(name))
                .withMessageStartingWith("user name '" + name + "' ")
                .withMessageContaining(flaw);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChannelId.parse(name))
                .withMessageStartingWith("channel '" + name + "' ")
                .withMessageContaining(flaw);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChannelId.direct("!", name))
                .withMessageContainingAll("dm:!:" + name, flaw);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChannelId.parse("dm:!:" + name))
                .withMessageContaining(flaw);
        assertThat(ChannelId.tryParse(name)).isEmpty();

        assertThat(ChannelName.require(name)).isEqualTo(name);
        assertThat(ReactionName.require(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"...", ".a", "a.", "..a", "general", "off-topic", "O'Neil", "a+b", "a&b=c", "a?b#c", "[a]", "a@b"
            })
    void namesThatAPathCarries_areValid(String name) {
        assertThat(UserName.require(name)).isEqualTo(name);
        assertThat(ChannelId.parse(name)).hasToString(name);
        assertThat(ChannelId.tryParse(name)).contains(ChannelId.parse(name));
    }
}
