package io.minimost.presence.servlet;

import jakarta.servlet.Filter;

/** On Jetty 12 with ee10 (servlet 6.0). */
class PresenceFilterJettyTest extends PresenceFilterContract {
    @Override
    TestServer start(Filter filter) throws Exception {
        return new JettyTestServer(filter);
    }
}
