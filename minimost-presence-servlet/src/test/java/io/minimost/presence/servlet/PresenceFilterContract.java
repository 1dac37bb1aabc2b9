package io.minimost.presence.servlet;

/**
 * Everything that must hold over HTTP, whatever the container: besides what depends on the store, what does not, and what a
 * MiniMost and the library see of each other in a file. A subclass only selects the container.
 */
abstract class PresenceFilterContract extends AnyStoreContract
        implements CallersOverHttp,
                LimitsOverHttp,
                HostFailuresOverHttp,
                CallLimitsOverHttp,
                StreamSlotsOverHttp,
                BodiesOverHttp,
                PathsOverHttp,
                MethodsOverHttp,
                CrossOriginOverHttp,
                ConnectionsOverHttp,
                ClientFilesOverHttp,
                SlowBodiesOverHttp,
                StreamTimesOverHttp,
                SlowStreamsOverHttp,
                StreamRefusalsOverHttp,
                StreamEndsOverHttp,
                ClosedTabsOverHttp,
                ChangeCounterOverHttp,
                StreamMiniMostOverHttp {}
