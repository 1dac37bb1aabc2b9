package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.testing.EveryMethod;
import io.minimost.presence.testing.StoreFixture;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every method of a store and its capabilities does the same in an asynchronous call. */
class AsyncEveryMethodTest {
    /** What is another one in another store, or at another time. */
    private static final String IDENTITY =
            "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{16}|@[0-9a-f]+|\\$\\$Lambda.*";

    @RegisterExtension
    final StoreFixture waiting = StoreFixture.inFile();

    @RegisterExtension
    final StoreFixture asynchronous = StoreFixture.inFile();

    @Test
    void methods_doTheSame_whenTheyAreNotWaitedFor() throws Exception {
        PresenceStore store = asynchronous.store();
        List<EveryMethod> expected = methods(waiting.store());
        List<EveryMethod> actual = methods(store);

        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.size(); i++) {
            EveryMethod call = actual.get(i);
            Object result = AsyncContract.get(store.async(call::invoke));
            assertThat(text(result))
                    .as(call.toString())
                    .isEqualTo(text(expected.get(i).invoke()));
        }

        assertThat(text(asynchronous.takeEvents())).isEqualTo(text(waiting.takeEvents()));
        assertThat(asynchronous.contents().replaceAll(IDENTITY, "*"))
                .isEqualTo(waiting.contents().replaceAll(IDENTITY, "*"));
    }

    private static List<EveryMethod> methods(PresenceStore store) {
        return EveryMethod.of(store).stream()
                .filter(call -> !call.method().getName().equals("async"))
                .filter(call -> !call.method().getReturnType().getPackageName().endsWith(".stats"))
                .toList();
    }

    private static String text(Object result) {
        return result.toString().replaceAll(IDENTITY, "*");
    }
}
