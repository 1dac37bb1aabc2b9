package io.minimost.presence.servlet;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.testing.TwoNodes;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same as {@link StreamLossOverHttp} on two nodes: a client that resumes does so on the other one. */
class StreamLossOnTwoNodesTest {
    @RegisterExtension
    final TwoNodes nodes = new TwoNodes();

    @Test
    void manyDisconnects_loseNothing() throws Exception {
        TestServer a = serve(nodes.a());
        TestServer b = serve(nodes.b());
        try {
            new StreamLossRun(List.of(nodes.a(), nodes.b()), List.of(a.port(), b.port())).loseNothing();
        } finally {
            a.stop();
            b.stop();
        }
    }

    private static TestServer serve(PresenceStore store) throws Exception {
        return new JettyTestServer(PresenceFilter.builder(store)
                .currentUser(request -> Optional.ofNullable(request.getHeader("X-User")))
                .publicChannels("general")
                .limits(StreamLossRun.LIMITS)
                .build());
    }
}
