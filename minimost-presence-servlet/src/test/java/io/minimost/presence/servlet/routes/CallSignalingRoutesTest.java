package io.minimost.presence.servlet.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.servlet.http.HttpErrors;
import io.minimost.presence.servlet.http.Response;
import org.junit.jupiter.api.Test;

class CallSignalingRoutesTest {
    @Test
    void fullMailbox_isTriedAgainInASecond() {
        Response full = CallSignalingRoutes.MAILBOX_FULL;

        assertThat(full.status()).isEqualTo(429);
        assertThat(full.headers()).containsEntry("Retry-After", "1");
        assertThat(HttpErrors.body(full)).contains("try again in 1 s");
    }
}
