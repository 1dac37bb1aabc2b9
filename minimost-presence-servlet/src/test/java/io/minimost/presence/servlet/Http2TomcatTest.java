package io.minimost.presence.servlet;

import jakarta.servlet.Filter;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** On Tomcat 11, without TLS. */
class Http2TomcatTest extends Http2Contract {
    @TempDir
    static Path base;

    @Override
    TestServer start(Filter filter) throws Exception {
        return new TomcatTestServer(filter, base);
    }
}
