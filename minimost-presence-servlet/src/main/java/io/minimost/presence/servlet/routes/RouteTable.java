package io.minimost.presence.servlet.routes;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.host.ChannelAccess;
import io.minimost.presence.json.Json;
import io.minimost.presence.json.PrivateChannelList;
import io.minimost.presence.push.EventHub;
import io.minimost.presence.servlet.http.Handler;
import io.minimost.presence.servlet.http.PathPattern;
import io.minimost.presence.servlet.http.RateLimitKey;
import io.minimost.presence.servlet.http.Response;
import io.minimost.presence.servlet.http.Route;
import java.util.List;
import java.util.Optional;

/** All routes. In addition, each path serves OPTIONS, and HEAD if it serves GET. */
public final class RouteTable {
    private static final Response NOTHING = Response.noContent();
    private static final Response EMPTY_LIST = Response.polled(Json.strings(List.of()));
    private static final Response NO_OVERRIDE = Response.polled(json -> json.writeNullField("override"));

    private RouteTable() {}

    /** The columns end with the rate limit and, for soft routes, the response to an anonymous client. */
    public static List<Route> of(
            PresenceStore store,
            ChannelAccessCheck access,
            HostServices hostServices,
            EventHub hub,
            boolean readReceiptsAreWatermarks) {
        TypingRoutes typing = new TypingRoutes(store.typing(), access);
        PresenceRoutes presence = new PresenceRoutes(store.presence());
        ReceiptRoutes receipts = new ReceiptRoutes(store.receipts(), access, hostServices);
        ReactionRoutes reactions = new ReactionRoutes(store.reactions(), access, hostServices);
        PrivateChannelRoutes channels = new PrivateChannelRoutes(
                store.channels(),
                new PrivateChannelList(store.channels(), store.receipts(), hostServices.messages()),
                access,
                hostServices);
        ChannelMemberRoutes members = new ChannelMemberRoutes(store.channels(), access, hostServices);
        CallRoutes calls =
                new CallRoutes(store.calls(), ChannelAccess.standard(store, List.of()), access, hostServices);
        CallSignalingRoutes signaling =
                new CallSignalingRoutes(store.calls(), store.calls().media());
        ScreenShareRoutes shares = new ScreenShareRoutes(store.screenShares(), access, hostServices);
        EventRoutes events = new EventRoutes(hub, access);
        return List.of(
                soft("POST", "/typing/{channel}", typing::start, RateLimit.TYPING, NOTHING)
                        .orIfDeleted(Response.error(403, "forbidden")),
                soft("GET", "/typing/{channel}", typing::list, RateLimitKey.NONE, EMPTY_LIST),
                soft("DELETE", "/typing/{channel}", typing::stop, RateLimit.TYPING, NOTHING),
                soft("POST", "/presence", presence::report, RateLimit.PRESENCE, NOTHING)
                        .orIfDeleted(NOTHING),
                soft("POST", "/presence/override", presence::setOverride, RateLimit.PRESENCE, NOTHING)
                        .orIfDeleted(NOTHING),
                soft("GET", "/presence/override", presence::override, RateLimitKey.NONE, NO_OVERRIDE),
                strict("GET", "/online_users", presence::online, RateLimitKey.NONE),
                strict("POST", "/mark_read/{channel}", receipts::markRead, RateLimit.RECEIPTS)
                        .orIfDeleted(Response.text(403, "forbidden")),
                strict(
                        "GET",
                        "/read_receipts/{channel}",
                        readReceiptsAreWatermarks ? receipts::watermarks : receipts::readReceipts,
                        RateLimitKey.NONE),
                strict("GET", "/read_watermarks/{channel}", receipts::watermarks, RateLimitKey.NONE),
                strict("GET", "/last_read/{channel}", receipts::lastRead, RateLimitKey.NONE),
                strict("POST", "/react/{message}", reactions::toggle, RateLimit.REACTIONS)
                        .orIfDeleted(Response.text(404, "not found")),
                strict("GET", "/private_channels", channels::mine, RateLimitKey.NONE),
                strict("POST", "/private_channels/create", channels::create, RateLimit.CHANNELS)
                        .orIfDeleted(Response.text(403, "forbidden")),
                strict("POST", "/private_channels/{id}/rename", channels::rename, RateLimit.CHANNELS),
                strict("POST", "/private_channels/{id}/add_member", channels::addMember, RateLimit.CHANNELS)
                        .orIfDeleted(Response.text(404, "user not found")),
                strict("POST", "/private_channels/{id}/remove_member", channels::removeMember, RateLimit.CHANNELS),
                strict("POST", "/private_channels/{id}/leave", channels::leave, RateLimitKey.NONE),
                strict("GET", "/private_channels/{id}/members", channels::members, RateLimitKey.NONE),
                strict("GET", "/channel_members/{channel}", members::others, RateLimitKey.NONE),
                strict("POST", "/calls/initiate", calls::initiate, RateLimit.CALLS)
                        .orIfDeleted(Response.error(403, "access denied")),
                strict("GET", "/calls/incoming", calls::incoming, RateLimitKey.NONE),
                strict("GET", "/calls/active", calls::active, RateLimitKey.NONE),
                strict("POST", "/calls/{call}/accept", calls::accept, RateLimit.SIGNALS)
                        .orIfDeleted(CallRoutes.NO_SUCH_CALL),
                strict("POST", "/calls/{call}/reject", calls::reject, RateLimitKey.NONE),
                strict("POST", "/calls/{call}/end", calls::end, RateLimitKey.NONE),
                strict("POST", "/calls/{call}/gone", calls::gone, RateLimit.SIGNALS),
                strict("POST", "/calls/{call}/invite", calls::invite, RateLimit.CALLS)
                        .orIfDeleted(Response.error(404, "user not found")),
                strict("POST", "/calls/{call}/screenshare", calls::shareScreen, RateLimit.SIGNALS),
                strict("GET", "/calls/{call}/state", calls::state, RateLimitKey.NONE),
                strict("POST", "/calls/{call}/signal", signaling::signal, RateLimit.SIGNALS)
                        .orIfDeleted(CallRoutes.NO_SUCH_CALL),
                strict("GET", "/calls/{call}/signals", signaling::signals, RateLimitKey.NONE),
                strict("POST", "/calls/{call}/media", signaling::sendMedia, RateLimit.MEDIA),
                strict("GET", "/calls/{call}/media", signaling::media, RateLimitKey.NONE),
                strict("POST", "/screenshare/start", shares::start, RateLimit.CALLS)
                        .orIfDeleted(Response.error(403, "access denied")),
                strict("GET", "/screenshare/active", shares::active, RateLimitKey.NONE),
                strict("POST", "/screenshare/{share}/stop", shares::stop, RateLimitKey.NONE),
                strict("POST", "/screenshare/{share}/signal", shares::signal, RateLimit.SIGNALS),
                strict("GET", "/screenshare/{share}/signals", shares::signals, RateLimitKey.NONE),
                strict("POST", "/screenshare/{share}/media", shares::sendMedia, RateLimit.MEDIA),
                strict("GET", "/screenshare/{share}/media", shares::media, RateLimitKey.NONE),
                stream("/events", events::open));
    }

    /** Anonymous clients get {@code anonymous}, not an error. */
    private static Route soft(String method, String path, Handler handler, RateLimitKey limit, Response anonymous) {
        return new Route(method, PathPattern.of(path), handler, limit, Optional.of(anonymous), isUnsafe(method));
    }

    private static Route strict(String method, String path, Handler handler, RateLimitKey limit) {
        return new Route(method, PathPattern.of(path), handler, limit, Optional.empty(), isUnsafe(method));
    }

    /** For our own pages only, although it changes nothing: it occupies a connection slot. */
    private static Route stream(String path, Handler handler) {
        return new Route("GET", PathPattern.of(path), handler, RateLimitKey.NONE, Optional.empty(), true);
    }

    private static boolean isUnsafe(String method) {
        return !method.equals("GET");
    }
}
