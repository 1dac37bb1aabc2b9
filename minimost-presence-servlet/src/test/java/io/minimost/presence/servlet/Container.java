package io.minimost.presence.servlet;

import jakarta.servlet.Filter;
import java.nio.file.Path;

/** For tests of what every container does, whose filter differs from test to test. */
enum Container {
    JETTY {
        @Override
        TestServer start(Filter filter, Path base) throws Exception {
            return new JettyTestServer(filter);
        }
    },
    TOMCAT {
        @Override
        TestServer start(Filter filter, Path base) throws Exception {
            return new TomcatTestServer(filter, base);
        }
    },
    UNDERTOW {
        @Override
        TestServer start(Filter filter, Path base) throws Exception {
            return new UndertowTestServer(filter);
        }
    };

    /** @param base an empty folder */
    abstract TestServer start(Filter filter, Path base) throws Exception;
}
