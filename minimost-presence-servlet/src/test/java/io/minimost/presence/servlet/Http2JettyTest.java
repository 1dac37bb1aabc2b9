package io.minimost.presence.servlet;

import jakarta.servlet.Filter;

/** On Jetty 12, without TLS. */
class Http2JettyTest extends Http2Contract {
    @Override
    TestServer start(Filter filter) throws Exception {
        return new JettyTestServer(filter);
    }
}
