package io.minimost.presence.servlet;

/** What a container does differently, if anything: for versions whose neighbour runs the whole {@link PresenceFilterContract}. */
abstract class OtherVersionContract extends FilterFixture
        implements TypingOverHttp,
                PathsOverHttp,
                ConnectionsOverHttp,
                EventsOverHttp,
                StreamRefusalsOverHttp,
                StreamEndsOverHttp,
                ClosedTabsOverHttp {}
