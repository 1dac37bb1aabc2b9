package io.minimost.presence.servlet.routes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClientRoutesTest {
    @Test
    void withoutTheJarOfTheClient_areNone() {
        assertThat(ClientRoutes.of(ClassLoader.getPlatformClassLoader())).isEmpty();
        assertThat(ClientRoutes.of(ClientRoutesTest.class.getClassLoader())).hasSize(3);
    }
}
