package io.minimost.presence.servlet.routes;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.host.ChannelAccess;
import io.minimost.presence.host.Notices;
import io.minimost.presence.host.UserDirectory;
import io.minimost.presence.host.guard.GuardedAccess;
import io.minimost.presence.push.EventStreams;
import io.minimost.presence.servlet.http.Route;
import java.util.List;
import java.util.Optional;

/** The routes of a filter, for tests that go through all of them. */
public final class TestRoutes {
    private TestRoutes() {}

    public static List<Route> of(PresenceStore store) {
        ChannelGate gate = new ChannelGate(new GuardedAccess(ChannelAccess.standard(store, List.of())), 16);
        Host host = new Host(UserDirectory.anybody(store), Optional.empty(), Notices.none(), name -> true);
        return new Routes(store, gate, host, EventStreams.builder(store).build()).table();
    }
}
