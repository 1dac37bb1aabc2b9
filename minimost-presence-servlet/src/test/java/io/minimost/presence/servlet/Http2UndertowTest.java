package io.minimost.presence.servlet;

import jakarta.servlet.Filter;

/** On Undertow 2.3, without TLS. */
class Http2UndertowTest extends Http2Contract {
    @Override
    TestServer start(Filter filter) throws Exception {
        return new UndertowTestServer(filter);
    }
}
