package io.minimost.presence.servlet;

import io.minimost.presence.DeletionGuard;
import io.minimost.presence.PresenceStore;
import io.minimost.presence.host.ChannelAccess;
import io.minimost.presence.host.ChannelNotices;
import io.minimost.presence.host.HostEventSource;
import io.minimost.presence.host.UserDirectory;
import io.minimost.presence.host.guard.CallNotices;
import io.minimost.presence.host.guard.ChannelGate;
import io.minimost.presence.host.guard.GuardedAccess;
import io.minimost.presence.host.guard.HostServices;
import io.minimost.presence.push.EventHub;
import io.minimost.presence.push.EventHubBuilder;
import io.minimost.presence.receipts.MessageLookup;
import io.minimost.presence.servlet.http.Authenticator;
import io.minimost.presence.servlet.http.BodyAdmission;
import io.minimost.presence.servlet.http.CrossOriginCheck;
import io.minimost.presence.servlet.http.Dispatcher;
import io.minimost.presence.servlet.http.Router;
import io.minimost.presence.servlet.routes.ChannelAccessCheck;
import io.minimost.presence.servlet.routes.ClientRoutes;
import io.minimost.presence.servlet.routes.RouteTable;
import io.minimost.presence.servlet.routes.StoreErrors;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.Origin;
import io.minimost.presence.values.ReactionName;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a {@link PresenceFilter}. All have defaults. A setter throws {@link IllegalArgumentException} with the value
 * if it is not valid. Not thread-safe.
 */
public final class PresenceFilterBuilder {
    /** In bytes. */
    public static final long DEFAULT_ANSWER_MEMORY = 16L * 1024 * 1024;

    private static final Pattern PREFIX = Pattern.compile("(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._~-]+)*");
    private static final Pattern LOCATION = Pattern.compile("[!-~]+");
    private static final Pattern REACTION_NAME = Pattern.compile("[A-Za-z0-9_+-]{1,64}");

    private final PresenceStore store;
    private final EventHubBuilder hub;
    private boolean readReceiptsAreWatermarks;
    private final Set<Origin> trustedOrigins = new HashSet<>();
    private String prefix = "";
    private CurrentUser currentUser = CurrentUser.principal();
    private @Nullable ChannelAccess channelAccess;
    private List<String> publicChannels = List.of();
    private @Nullable String signInLocation;
    private @Nullable UserDirectory users;
    private @Nullable MessageLookup messages;
    private ChannelNotices notices = ChannelNotices.none();
    private Predicate<String> reactionNames = REACTION_NAME.asMatchPredicate();
    private Limits limits = Limits.defaults();
    private long answerMemory = DEFAULT_ANSWER_MEMORY;
    private LongSupplier nanoTime = System::nanoTime;

    PresenceFilterBuilder(PresenceStore store) {
        this.store = Objects.requireNonNull(store, "store");
        hub = EventHub.builder(store);
    }

    /**
     * The path below which the routes are, after the context path: with {@code /chat}, {@code /chat/typing/...} and so on.
     * Letters, digits and {@code . _ ~ -} between the slashes. Default: empty.
     */
    public PresenceFilterBuilder prefix(String path) {
        if (!PREFIX.matcher(path).matches()) {
            throw new IllegalArgumentException("prefix '" + path + "' is neither empty nor like /chat");
        }
        prefix = path;
        return this;
    }

    /** Finds the user who sends a request. Default: {@link CurrentUser#principal()}. */
    public PresenceFilterBuilder currentUser(CurrentUser source) {
        currentUser = Objects.requireNonNull(source, "current user");
        return this;
    }

    /** Decides who may use which channel. Default: {@link ChannelAccess#standard} with the {@link #publicChannels}. */
    public PresenceFilterBuilder channelAccess(ChannelAccess access) {
        channelAccess = Objects.requireNonNull(access, "channel access");
        return this;
    }

    /** The channels that every signed-in user may use by the default rule. Default: none. */
    public PresenceFilterBuilder publicChannels(Collection<String> names) {
        names.forEach(ChannelId.Public::new);
        publicChannels = List.copyOf(names);
        return this;
    }

    /** The channels that every signed-in user may use by the default rule. Default: none. */
    public PresenceFilterBuilder publicChannels(String... names) {
        return publicChannels(List.of(names));
    }

    /**
     * Redirects anonymous clients to {@code location} with status 302, as MiniMost does. Default: 401 and a JSON error.
     *
     * @param location a URL or a path, in visible ASCII
     */
    public PresenceFilterBuilder redirectAnonymousTo(String location) {
        if (!LOCATION.matcher(location).matches()) {
            throw new IllegalArgumentException("location '" + location + "' is not a URL in visible ASCII");
        }
        signInLocation = location;
        return this;
    }

    /**
     * Answers {@code /read_receipts} in the form that the pages of the newest MiniMost read: the time up to which each user
     * has read. Default: the readers of each message, as in its first generation.
     */
    public PresenceFilterBuilder readReceiptsAsWatermarks() {
        readReceiptsAreWatermarks = true;
        return this;
    }

    /**
     * Other sites whose pages may send requests in the name of a signed-in user, like {@code https://chat.example.org}; also
     * our own public address, if a proxy in front changes scheme or host. The filter sends no CORS headers: a page of
     * another origin that reads the answers needs those of the host. Default: none.
     */
    public PresenceFilterBuilder trustedOrigins(String... origins) {
        for (String origin : origins) {
            trustedOrigins.add(Origin.parse(origin)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "origin '" + origin + "' is not like https://chat.example.org")));
        }
        return this;
    }

    /** Finds users. Default: {@link UserDirectory#anybody}. */
    public PresenceFilterBuilder users(UserDirectory directory) {
        users = Objects.requireNonNull(directory, "user directory");
        return this;
    }

    /**
     * Finds messages. Without it, {@code /react}, {@code /mark_read}, {@code /mark_read_privately} and {@code /mark_unread} answer
     * 501, and private channels have no unread messages. Default: none.
     */
    public PresenceFilterBuilder messages(MessageLookup lookup) {
        messages = Objects.requireNonNull(lookup, "messages");
        hub.messages(lookup);
        return this;
    }

    /** Posts notices about a channel in the channel. Default: {@link ChannelNotices#none}. */
    public PresenceFilterBuilder notices(ChannelNotices sink) {
        notices = Objects.requireNonNull(sink, "notices");
        return this;
    }

    /** Supplies the host's own events with which an event stream starts. Default: {@link HostEventSource#none}. */
    public PresenceFilterBuilder hostEvents(HostEventSource source) {
        hub.hostEvents(source);
        return this;
    }

    /** The names of the reactions. Default: every word of 1 to 64 of {@code A-Z a-z 0-9 _ + -}. */
    public PresenceFilterBuilder reactions(Collection<String> names) {
        names.forEach(ReactionName::require);
        reactionNames = Set.copyOf(names)::contains;
        return this;
    }

    /** How much the filter accepts from clients. Default: {@link Limits#defaults()}. */
    public PresenceFilterBuilder limits(Limits values) {
        limits = Objects.requireNonNull(values, "limits");
        return this;
    }

    /**
     * About how much memory the answers may take that are kept until something changes, because clients ask for them again and
     * again. 0 keeps none: then each request is a query. Default: {@value #DEFAULT_ANSWER_MEMORY}.
     *
     * @param bytes not negative
     */
    public PresenceFilterBuilder answerMemory(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("answer memory of " + bytes + " bytes is negative");
        }
        answerMemory = bytes;
        return this;
    }

    /** For tests: the time source of rate limits and event streams. */
    PresenceFilterBuilder nanoTime(LongSupplier source) {
        nanoTime = source;
        hub.nanoTime(source);
        return this;
    }

    /**
     * Builds the filter.
     *
     * @throws IllegalStateException if both {@link #channelAccess} and {@link #publicChannels} were set
     */
    public PresenceFilter build() {
        if (channelAccess != null && !publicChannels.isEmpty()) {
            throw new IllegalStateException("publicChannels are for the default rule, but channelAccess replaces it");
        }
        ChannelAccess rule = channelAccess != null ? channelAccess : ChannelAccess.standard(store, publicChannels);
        ChannelAccessCheck access = new ChannelAccessCheck(
                new ChannelGate(new GuardedAccess(rule), limits.maxDirectPeople()), channelAccess == null);
        HostServices hostServices = HostServices.of(
                users != null ? users : UserDirectory.anybody(store),
                Optional.ofNullable(messages),
                notices,
                reactionNames);
        EventHub events = hub.channelAccess(rule)
                .maxConnections(limits.maxStreamsOfUser(), limits.maxStreams())
                .build();
        Dispatcher dispatcher = new Dispatcher(
                prefix,
                new Router(new RouteTable(
                                limits.rateLimiters(nanoTime),
                                ClientRoutes.of(PresenceFilter.class.getClassLoader()),
                                answerMemory)
                        .routes(store, access, hostServices, events, readReceiptsAreWatermarks)),
                new CrossOriginCheck(trustedOrigins),
                new Authenticator(Optional.ofNullable(signInLocation)),
                () -> DeletionGuard.of(store)::unlessDeleted,
                StoreErrors::response);
        return new PresenceFilter(
                dispatcher,
                new CallNotices(store.events(), hostServices.notices()),
                events,
                currentUser,
                new BodyAdmission(limits.bodies(), nanoTime));
    }
}
