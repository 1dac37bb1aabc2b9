package io.minimost.presence.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WriteOperationTest {
    private final WriteOperation<Boolean> operation = new WriteOperation<>(Durability.EPHEMERAL, transaction -> true);

    @Test
    void claim_afterItsCallerGaveUp_refused() {
        assertThat(operation.abandon()).isTrue();

        assertThat(operation.claim()).isFalse();
    }

    @Test
    void abandon_afterItWasClaimed_refused() {
        assertThat(operation.claim()).isTrue();

        assertThat(operation.abandon()).isFalse();
        assertThat(operation.claim()).as("by a second leader").isFalse();
    }
}
