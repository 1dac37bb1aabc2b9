package io.minimost.presence.servlet;

import io.minimost.presence.PresenceStore;
import java.util.List;
import java.util.Optional;

/** The routes of a filter, for tests that go through all of them. */
final class TestRoutes {
    private TestRoutes() {}

    static List<Route> of(PresenceStore store) {
        ChannelGate gate = new ChannelGate(new GuardedAccess(ChannelAccess.standard(store, List.of())), 16);
        Host host = new Host(UserDirectory.anybody(store), Optional.empty(), Notices.none(), name -> true);
        return new Routes(store, gate, host, EventStreams.builder(store).build()).table();
    }
}
