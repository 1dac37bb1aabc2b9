package io.minimost.presence.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.minimost.presence.presence.PrivacySettings;
import io.minimost.presence.testing.StoreFixture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An error breaks a write off, and a second one the end of its transaction. */
class UnfinishedTransactionTest {
    @RegisterExtension
    final StoreFixture fixture = StoreFixture.inFile();

    /** As on a thread whose stack is used up: whatever deals with the error meets the next one. */
    private static final class DeepError extends InternalError {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new StackOverflowError();
        }
    }

    @Test
    void theNextWrite_isInATransactionOfItsOwn() {
        AtomicInteger calls = new AtomicInteger();

        assertThat(catchThrowable(() -> fixture.store().presence().privacy().change("alice", before -> {
                    if (calls.incrementAndGet() > 1) { // The first one is outside of a transaction.
                        throw new DeepError();
                    }
                    return before.withInvisible(true);
                })))
                .isNotNull();

        fixture.store().typing().start("bob", "general");
        assertThat(fixture.store().typing().typingUsers("general")).containsExactly("bob");
        assertThat(fixture.store().presence().privacy().settingsOf("alice")).isEqualTo(PrivacySettings.DEFAULT);
    }
}
