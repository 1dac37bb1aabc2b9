package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.Filter;
import java.nio.file.Path;
import org.apache.catalina.util.ServerInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On Tomcat 10.1 (servlet 6.0), which has a run of its own in the build, with another class path. */
class Tomcat10Run extends OtherVersionContract {
    @TempDir
    static Path base;

    @Override
    TestServer start(Filter filter) throws Exception {
        return new TomcatTestServer(filter, base);
    }

    @Test
    void container_isTomcat10() {
        assertThat(ServerInfo.getServerNumber()).startsWith("10.1.");
    }
}
