package io.minimost.presence.servlet.routes;

import static io.minimost.presence.limits.RateLimit.CALLS;
import static io.minimost.presence.limits.RateLimit.CHANNELS;
import static io.minimost.presence.limits.RateLimit.MEDIA;
import static io.minimost.presence.limits.RateLimit.PRESENCE;
import static io.minimost.presence.limits.RateLimit.REACTIONS;
import static io.minimost.presence.limits.RateLimit.RECEIPTS;
import static io.minimost.presence.limits.RateLimit.SIGNALS;
import static io.minimost.presence.limits.RateLimit.TYPING;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.answers.PolledAnswers;
import io.minimost.presence.host.ChannelAccess;
import io.minimost.presence.host.guard.ChannelGate;
import io.minimost.presence.host.guard.ClientCalls;
import io.minimost.presence.host.guard.ClientChannels;
import io.minimost.presence.host.guard.ClientShares;
import io.minimost.presence.host.guard.GuardedAccess;
import io.minimost.presence.host.guard.HostServices;
import io.minimost.presence.json.Json;
import io.minimost.presence.json.PrivateChannelList;
import io.minimost.presence.limits.RateLimit;
import io.minimost.presence.limits.RateLimiters;
import io.minimost.presence.push.EventHub;
import io.minimost.presence.receipts.MessageLookup;
import io.minimost.presence.servlet.http.HttpError;
import io.minimost.presence.servlet.http.Response;
import io.minimost.presence.servlet.http.Route;
import io.minimost.presence.servlet.http.Route.Handler;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * All routes. In addition, each path serves OPTIONS, and HEAD if it serves GET.
 *
 * @param client the {@link ClientRoutes}
 * @param answerBytes about how much memory the answers may take that are kept
 */
public record RouteTable(RateLimiters limiters, List<Route> client, long answerBytes) {
    private static final Response NOTHING = Response.NO_CONTENT;
    private static final Response EMPTY_LIST = Response.polled(Json.strings(List.of()));
    private static final Response NO_OVERRIDE = Response.polled(json -> json.writeNullField("override"));

    /** The columns end with the rate limit. */
    public List<Route> routes(
            PresenceStore store,
            ChannelAccessCheck access,
            HostServices hostServices,
            EventHub hub,
            boolean readReceiptsAreWatermarks) {
        PolledAnswers<Response> answers = new PolledAnswers<>(
                store,
                new PrivateChannelList(store.channels(), store.receipts(), hostServices.messages()),
                Response::polled,
                answerBytes);
        ChannelAccessCheck polled = access.forPolling(answers);
        TypingRoutes typing = new TypingRoutes(store.typing(), answers, access, polled);
        PresenceRoutes presence = new PresenceRoutes(store.presence(), answers);
        StatusRoutes statuses = new StatusRoutes(store.presence());
        PresenceQueryRoutes queries = new PresenceQueryRoutes(store.presence(), store.channels(), access);
        PrivacyRoutes privacy = new PrivacyRoutes(store.presence().privacy());
        Supplier<MessageLookup> messages = () -> hostServices.messages().orElseThrow(RouteTable::noMessages);
        ReceiptRoutes receipts = new ReceiptRoutes(store.receipts(), answers, access, polled, messages);
        ReactionRoutes reactions =
                new ReactionRoutes(store.reactions(), access, hostServices.reactionNames(), messages);
        ClientChannels clientChannels =
                new ClientChannels(store.channels(), hostServices.users(), hostServices.notices());
        ChannelRoutes channels = new ChannelRoutes(clientChannels, answers, access);
        ChannelGate members = new ChannelGate(
                new GuardedAccess(ChannelAccess.standard(store, List.of())),
                access.gate().maxDirectPeople());
        ChannelAccessCheck membership = new ChannelAccessCheck(members, true);
        ClientCalls clientCalls = new ClientCalls(store.calls(), access.gate(), hostServices.users());
        CallRoutes calls = new CallRoutes(clientCalls, answers, membership.forPolling(answers), access, polled);
        CallSignalingRoutes signaling = new CallSignalingRoutes(clientCalls);
        ClientShares clientShares = new ClientShares(store.screenShares(), access.gate(), hostServices.users());
        ScreenShareRoutes shares = new ScreenShareRoutes(clientShares, answers, access, polled);
        EventRoutes events = new EventRoutes(hub, access.gate());
        List<Route> routes = List.of(
                post("/typing/{channel}", typing::start, TYPING)
                        .orIfAnonymous(NOTHING)
                        .orIfDeleted(Response.FORBIDDEN),
                get("/typing/{channel}", typing::list).orIfAnonymous(EMPTY_LIST),
                limited("DELETE", "/typing/{channel}", typing::stop, TYPING).orIfAnonymous(NOTHING),
                post("/presence", presence::report, PRESENCE)
                        .orIfAnonymous(NOTHING)
                        .orIfDeleted(NOTHING),
                post("/presence/override", presence::setOverride, PRESENCE)
                        .orIfAnonymous(NOTHING)
                        .orIfDeleted(NOTHING),
                get("/presence/override", presence::override).orIfAnonymous(NO_OVERRIDE),
                get("/presence/status", statuses::own),
                limited("PUT", "/presence/status", statuses::set, PRESENCE).orIfDeleted(Response.FORBIDDEN),
                limited("DELETE", "/presence/status", statuses::clear, PRESENCE).orIfDeleted(NOTHING),
                get("/presence/users", queries::users),
                get("/presence/count", queries::count),
                get("/presence/privacy", privacy::settings),
                limited("PUT", "/presence/privacy", privacy::change, PRESENCE),
                get("/online_users", presence::states),
                post("/mark_read/{channel}", receipts::markRead, RECEIPTS).orIfDeleted(Response.FORBIDDEN_TEXT),
                post("/mark_read_privately/{channel}", receipts::markReadPrivately, RECEIPTS)
                        .orIfDeleted(Response.FORBIDDEN_TEXT),
                post("/mark_unread/{message}", receipts::markUnread, RECEIPTS).orIfDeleted(Response.NOT_FOUND_TEXT),
                post("/mark_delivered/{channel}", receipts::markDelivered, RECEIPTS)
                        .orIfDeleted(Response.FORBIDDEN_TEXT),
                get(
                        "/read_receipts/{channel}",
                        readReceiptsAreWatermarks ? receipts::watermarks : receipts::readReceipts),
                get("/read_watermarks/{channel}", receipts::watermarks),
                get("/delivered_watermarks/{channel}", receipts::delivered),
                get("/last_read/{channel}", receipts::lastRead),
                get("/read_points", receipts::readPoints),
                post("/react/{message}", reactions::toggle, REACTIONS).orIfDeleted(Response.NOT_FOUND_TEXT),
                get("/private_channels", channels::mine),
                post("/private_channels/create", channels::create, CHANNELS).orIfDeleted(Response.FORBIDDEN_TEXT),
                post("/private_channels/{id}/rename", channels::rename, CHANNELS),
                post("/private_channels/{id}/add_member", channels::addMember, CHANNELS)
                        .orIfDeleted(Response.text(404, "user not found")),
                post("/private_channels/{id}/remove_member", channels::removeMember, CHANNELS),
                post("/private_channels/{id}/leave", channels::leave),
                get("/private_channels/{id}/members", channels::members),
                get("/channel_members/{channel}", channels::others),
                post("/calls/initiate", calls::initiate, CALLS).orIfDeleted(Response.ACCESS_DENIED),
                get("/calls/incoming", calls::incoming),
                get("/calls/active", calls::active),
                post("/calls/{call}/accept", calls::accept, SIGNALS).orIfDeleted(CallRoutes.NO_SUCH_CALL),
                post("/calls/{call}/reject", calls::reject),
                post("/calls/{call}/end", calls::end),
                post("/calls/{call}/gone", calls::gone, SIGNALS),
                post("/calls/{call}/invite", calls::invite, CALLS).orIfDeleted(Response.error(404, "user not found")),
                post("/calls/{call}/screenshare", calls::shareScreen, SIGNALS),
                get("/calls/{call}/state", calls::state),
                post("/calls/{call}/signal", signaling::signal, SIGNALS).orIfDeleted(CallRoutes.NO_SUCH_CALL),
                get("/calls/{call}/signals", signaling::signals),
                post("/calls/{call}/media", signaling::sendMedia, MEDIA),
                get("/calls/{call}/media", signaling::media),
                post("/screenshare/start", shares::start, CALLS).orIfDeleted(Response.ACCESS_DENIED),
                get("/screenshare/active", shares::active),
                post("/screenshare/{share}/stop", shares::stop),
                post("/screenshare/{share}/signal", shares::signal, SIGNALS),
                get("/screenshare/{share}/signals", shares::signals),
                post("/screenshare/{share}/media", shares::sendMedia, MEDIA),
                get("/screenshare/{share}/media", shares::media),
                // For our own pages only, although it changes nothing: it occupies a connection slot.
                get("/events", events::open).forOwnOriginOnly());
        return Stream.concat(routes.stream(), client.stream()).toList();
    }

    private static HttpError noMessages() {
        return new HttpError(501, "this server has not told the filter where its messages are");
    }

    private static Route get(String path, Handler handler) {
        return new Route("GET", path, handler);
    }

    private static Route post(String path, Handler handler) {
        return new Route("POST", path, handler);
    }

    private Route post(String path, Handler handler, RateLimit limit) {
        return limited("POST", path, handler, limit);
    }

    private Route limited(String method, String path, Handler handler, RateLimit limit) {
        return new Route(method, path, handler).limited(limiters.of(limit));
    }
}
