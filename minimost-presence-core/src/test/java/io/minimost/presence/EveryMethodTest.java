package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.minimost.presence.errors.PresenceStoreException.Closed;
import io.minimost.presence.testing.EveryMethod;
import io.minimost.presence.testing.Hostile;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.UserName;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What holds for every public method of the store and its capabilities. */
class EveryMethodTest {
    @RegisterExtension
    final StoreFixture fixture = StoreFixture.inFile();

    @Test
    void methods_areFoundInAllCapabilities() {
        assertThat(EveryMethod.of(fixture.store()))
                .extracting(call -> call.capability().getClass().getSimpleName())
                .contains(
                        "PresenceStore",
                        "Typing",
                        "UserPresence",
                        "Sessions",
                        "Privacy",
                        "ReadReceipts",
                        "ReadPoints",
                        "Deliveries",
                        "Reactions",
                        "PrivateChannels",
                        "Calls",
                        "CallMedia",
                        "ScreenShares",
                        "ShareMedia",
                        "Events")
                .hasSizeGreaterThan(60);
    }

    @Test
    void methods_acceptWhatIsValid() {
        assertThat(EveryMethod.of(fixture.store())).allSatisfy(EveryMethod::invoke);
    }

    @Test
    void invalidNames_areRefusedAndNamed() {
        assertRefused(EveryMethod::isUser, Hostile.names(), UserName::require);
    }

    @Test
    void invalidChannels_areRefusedAndNamed() {
        assertRefused("channel"::equals, Hostile.channels(), ChannelId::parse);
    }

    /** By our own check: the JVM's own NullPointerException has no message once the code is compiled. */
    @Test
    void null_isRefusedByName() {
        String before = fixture.contents();
        assertThat(EveryMethod.of(fixture.store()))
                .flatMap(EveryMethod::withEachNull)
                .allSatisfy(call -> assertThatThrownBy(call::invoke)
                        .isExactlyInstanceOf(NullPointerException.class)
                        .hasMessageNotContaining("because"));
        assertNothingHappened(before);
    }

    @Test
    void closedStore_refusesEverything() {
        try (PresenceStore inMemory = PresenceStore.inMemory()) {
            assertRefusedOnceClosed(inMemory);
        }
        assertRefusedOnceClosed(fixture.store());
    }

    private static void assertRefusedOnceClosed(PresenceStore store) {
        List<EveryMethod> calls = EveryMethod.of(store);
        store.close();
        assertThat(calls)
                .allSatisfy(call -> assertThatThrownBy(call::invoke)
                        .isInstanceOf(Closed.class)
                        .hasMessageContaining("closed"));
    }

    /** With the message of {@code check}, which names the value. */
    private void assertRefused(Predicate<String> parameter, List<String> inputs, Consumer<String> check) {
        String before = fixture.contents();
        for (EveryMethod call : EveryMethod.of(fixture.store())) {
            call.texts(parameter).forEach(index -> {
                for (String input : inputs) {
                    assertThatThrownBy(call.with(index, input)::invoke)
                            .as("%s for %s", Hostile.printable(input), call)
                            .isExactlyInstanceOf(IllegalArgumentException.class)
                            .hasMessage(
                                    catchThrowable(() -> check.accept(input)).getMessage());
                }
            });
        }
        assertNothingHappened(before);
    }

    private void assertNothingHappened(String before) {
        assertThat(fixture.contents()).isEqualTo(before);
        assertThat(fixture.takeEvents()).isEmpty();
    }
}
