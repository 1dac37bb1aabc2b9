package io.minimost.presence.servlet;

import io.minimost.presence.PresenceStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every route there is. Besides, each path answers OPTIONS, and HEAD where it answers GET. */
final class Routes {
    private static final Reply NOTHING = Reply.noContent();
    private static final Reply EMPTY_LIST = Reply.polled(Json.strings(List.of()));
    private static final Reply NO_OVERRIDE = Reply.polled("{\"override\":null}\n".getBytes(StandardCharsets.US_ASCII));

    private final List<Route> table;
    private final Map<String, List<Resource>> resources = new LinkedHashMap<>();

    /** The second-last column is what a call counts against, the last one what a caller without a name gets. */
    Routes(PresenceStore store, ChannelGate gate, Host host, EventStreams streams) {
        TypingRoutes typing = new TypingRoutes(store.typing(), gate);
        PresenceRoutes presence = new PresenceRoutes(store.presence());
        ReceiptRoutes receipts = new ReceiptRoutes(store.receipts(), gate, host);
        ReactionRoutes reactions = new ReactionRoutes(store.reactions(), gate, host);
        PrivateChannelRoutes channels =
                new PrivateChannelRoutes(store.channels(), new OwnChannels(store, host), gate, host);
        ChannelMemberRoutes members = new ChannelMemberRoutes(store.channels(), gate, host);
        CallRoutes calls = new CallRoutes(store, gate, host);
        CallRelayRoutes callRelay = new CallRelayRoutes(store.calls());
        ScreenShareRoutes shares = new ScreenShareRoutes(store.screenShares(), gate, host);
        EventRoutes events = new EventRoutes(streams, gate);
        table = List.of(
                soft("POST", "/typing/{channel}", typing::start, Budget.TYPING, NOTHING),
                soft("GET", "/typing/{channel}", typing::list, Budget.NONE, EMPTY_LIST),
                soft("DELETE", "/typing/{channel}", typing::stop, Budget.TYPING, NOTHING),
                soft("POST", "/presence", presence::report, Budget.PRESENCE, NOTHING),
                soft("POST", "/presence/override", presence::setOverride, Budget.PRESENCE, NOTHING),
                soft("GET", "/presence/override", presence::override, Budget.NONE, NO_OVERRIDE),
                strict("GET", "/online_users", presence::online, Budget.NONE),
                strict("POST", "/mark_read/{channel}", receipts::markRead, Budget.RECEIPTS),
                strict("GET", "/read_receipts/{channel}", receipts::receipts, Budget.NONE),
                strict("GET", "/read_watermarks/{channel}", receipts::watermarks, Budget.NONE),
                strict("GET", "/last_read/{channel}", receipts::lastRead, Budget.NONE),
                strict("POST", "/react/{message}", reactions::toggle, Budget.REACTIONS),
                strict("GET", "/private_channels", channels::mine, Budget.NONE),
                strict("POST", "/private_channels/create", channels::create, Budget.CHANNELS),
                strict("POST", "/private_channels/{id}/rename", channels::rename, Budget.CHANNELS),
                strict("POST", "/private_channels/{id}/add_member", channels::addMember, Budget.CHANNELS),
                strict("POST", "/private_channels/{id}/remove_member", channels::removeMember, Budget.CHANNELS),
                strict("POST", "/private_channels/{id}/leave", channels::leave, Budget.NONE),
                strict("GET", "/private_channels/{id}/members", channels::members, Budget.NONE),
                strict("GET", "/channel_members/{channel}", members::others, Budget.NONE),
                strict("POST", "/calls/initiate", calls::initiate, Budget.CALLS),
                strict("GET", "/calls/incoming", calls::incoming, Budget.NONE),
                strict("GET", "/calls/active", calls::active, Budget.NONE),
                strict("POST", "/calls/{call}/accept", calls::accept, Budget.SIGNALS),
                strict("POST", "/calls/{call}/reject", calls::reject, Budget.NONE),
                strict("POST", "/calls/{call}/end", calls::end, Budget.NONE),
                strict("POST", "/calls/{call}/gone", calls::gone, Budget.SIGNALS),
                strict("POST", "/calls/{call}/invite", calls::invite, Budget.CALLS),
                strict("POST", "/calls/{call}/screenshare", calls::shareScreen, Budget.SIGNALS),
                strict("GET", "/calls/{call}/state", calls::state, Budget.NONE),
                strict("POST", "/calls/{call}/signal", callRelay::signal, Budget.SIGNALS),
                strict("GET", "/calls/{call}/signals", callRelay::signals, Budget.NONE),
                strict("POST", "/calls/{call}/media", callRelay::sendMedia, Budget.MEDIA),
                strict("GET", "/calls/{call}/media", callRelay::media, Budget.NONE),
                strict("POST", "/screenshare/start", shares::start, Budget.CALLS),
                strict("GET", "/screenshare/active", shares::active, Budget.NONE),
                strict("POST", "/screenshare/{share}/stop", shares::stop, Budget.NONE),
                strict("POST", "/screenshare/{share}/signal", shares::signal, Budget.SIGNALS),
                strict("GET", "/screenshare/{share}/signals", shares::signals, Budget.NONE),
                strict("POST", "/screenshare/{share}/media", shares::sendMedia, Budget.MEDIA),
                strict("GET", "/screenshare/{share}/media", shares::media, Budget.NONE),
                stream("/events", events::open));
        table.forEach(route -> resource(route.path()).add(route));
    }

    List<Route> table() {
        return table;
    }

    /** Whether a path of ours begins with {@code segment}. */
    boolean beginWith(String segment) {
        return resources.containsKey(segment);
    }

    /** What is at the path of these segments. */
    Optional<Match> find(List<String> segments) {
        for (Resource resource : resources.getOrDefault(segments.get(0), List.of())) {
            Optional<Map<String, String>> parameters = resource.path().match(segments);
            if (parameters.isPresent()) {
                return Optional.of(new Match(resource, parameters.get()));
            }
        }
        return Optional.empty();
    }

    /** A resource, and what the path says in the place of the named segments. */
    record Match(Resource resource, Map<String, String> parameters) {}

    private Resource resource(PathPattern path) {
        List<Resource> siblings = resources.computeIfAbsent(path.first(), first -> new ArrayList<>());
        return siblings.stream()
                .filter(resource -> resource.path().equals(path))
                .findFirst()
                .orElseGet(() -> {
                    Resource resource = new Resource(path);
                    siblings.add(resource);
                    return resource;
                });
    }

    private static Route soft(String method, String path, Handler handler, Budget budget, Reply anonymous) {
        return new Route(method, PathPattern.of(path), handler, budget, Optional.of(anonymous), isUnsafe(method));
    }

    private static Route strict(String method, String path, Handler handler, Budget budget) {
        return new Route(method, PathPattern.of(path), handler, budget, Optional.empty(), isUnsafe(method));
    }

    /** Changes nothing, but keeps a connection and a slot as long as it lasts. */
    private static Route stream(String path, Handler handler) {
        return new Route("GET", PathPattern.of(path), handler, Budget.NONE, Optional.empty(), true);
    }

    private static boolean isUnsafe(String method) {
        return !method.equals("GET");
    }
}
