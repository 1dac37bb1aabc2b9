package io.minimost.presence.servlet;

import jakarta.servlet.Filter;

/** On Jetty 12 with ee11 (servlet 6.1). */
class PresenceFilterJettyEe11Test extends OtherVersionContract {
    @Override
    TestServer start(Filter filter) throws Exception {
        return new JettyEe11TestServer(filter);
    }
}
