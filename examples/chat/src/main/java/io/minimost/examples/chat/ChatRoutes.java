package io.minimost.examples.chat;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.host.ChannelAccess;
import io.minimost.presence.servlet.CurrentUser;
import io.minimost.presence.servlet.PresenceFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.servlet.SessionTrackingMode;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.eclipse.jetty.ee10.servlet.DefaultServlet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.servlet.SessionHandler;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.util.resource.ResourceFactory;

/** Maps paths to filters and servlets. */
final class ChatRoutes {
    private static final List<String> PUBLIC_CHANNELS = List.of("general", "random");
    /** The page has a glyph for each, in reactions.js. */
    private static final List<String> REACTIONS =
            List.of("thumbs_up", "heart", "joy", "tada", "open_mouth", "cry", "eyes", "rocket");

    private static final int SESSION_SECONDS = 7 * 24 * 60 * 60;

    private ChatRoutes() {}

    static ServletContextHandler handler(ChatDatabase database, PresenceStore store, List<String> peers) {
        // The library needs from a host: who makes a request, who may use which channel, ...
        CurrentUser currentUser = CurrentUser.sessionAttribute(SignInServlet.SESSION_USER);
        ChannelAccess access = ChannelAccess.standard(store, PUBLIC_CHANNELS);
        // ... and what only the host has: messages, users, and where to post the notices of a channel.
        VisibleMessages messages = new VisibleMessages(database, access, store.channels());
        MessageRows rows = new MessageRows(store.reactions());
        UnreadCounts unread = new UnreadCounts(database, messages, store.receipts(), PUBLIC_CHANNELS);
        ChatEvents events = new ChatEvents(database, messages, rows, unread);
        PresenceFilter presence = PresenceFilter.builder(store)
                .currentUser(currentUser)
                .channelAccess(access)
                .messages(messages)
                .users(database)
                .notices((channel, notice) -> database.send(channel, ChatMessage.SYSTEM, notice.text()))
                .reactions(REACTIONS)
                .hostEvents(events)
                .build();
        ChatPublisher publisher = new ChatPublisher(presence.hub(), events, database, store);
        publisher.listen();

        ServletContextHandler context = new ServletContextHandler("/", ServletContextHandler.SESSIONS);
        context.addEventListener(publisher);
        context.addBean(new HubShutdown(presence.hub()));
        configureSessions(context.getSessionHandler());
        context.setMaxFormContentSize(MessageText.MAX_FORM_BYTES);
        filter(context, new SecurityHeadersFilter(peers), "/*");
        filter(context, new DatabaseAwayFilter(database), "/*");
        filter(context, new SameOriginFilter(), "/*");
        // Answers /presence, /typing, /online_users, ... and passes everything else on.
        filter(context, presence, "/*");
        filter(context, new HttpErrorFilter(), "/*");
        filter(context, new SignedInFilter(currentUser), "/users", "/channels", "/peers", "/messages/*", "/send/*");
        filter(context, new SignedInFilter(currentUser), "/channel_unreads", "/dms", "/unread_count");
        ChannelPath path = new ChannelPath(access);
        servlet(context, new SignInServlet(database, store, currentUser, presence.hub()), "/login", "/logout", "/me");
        servlet(context, new DirectoryServlet(database, PUBLIC_CHANNELS, peers), "/users", "/channels", "/peers");
        servlet(context, new AliveServlet(database), "/alive");
        servlet(context, new MessagesServlet(messages, rows, path), "/messages/*");
        servlet(context, new SendServlet(database, store, path), "/send/*");
        servlet(context, new UnreadServlet(unread), "/channel_unreads", "/dms", "/unread_count");
        servePage(context);
        return context;
    }

    private static void configureSessions(SessionHandler sessions) {
        sessions.setHttpOnly(true);
        sessions.setSameSite(HttpCookie.SameSite.LAX);
        sessions.setMaxInactiveInterval(SESSION_SECONDS);
        sessions.setSessionTrackingModes(Set.of(SessionTrackingMode.COOKIE));
    }

    private static void filter(ServletContextHandler context, Filter filter, String... paths) {
        FilterHolder holder = new FilterHolder(filter);
        // The event stream of the presence filter is asynchronous, and so must be every filter before it.
        holder.setAsyncSupported(true);
        for (String path : paths) {
            context.addFilter(holder, path, EnumSet.of(DispatcherType.REQUEST));
        }
    }

    private static void servlet(ServletContextHandler context, Servlet servlet, String... paths) {
        ServletHolder holder = new ServletHolder(servlet);
        for (String path : paths) {
            context.addServlet(holder, path);
        }
    }

    private static void servePage(ServletContextHandler context) {
        context.setBaseResource(ResourceFactory.of(context)
                .newResource(Objects.requireNonNull(ChatRoutes.class.getResource("/web/"), "the page is missing")));
        context.setWelcomeFiles(new String[] {"index.html"});
        ServletHolder files = new ServletHolder(new DefaultServlet());
        files.setInitParameter("dirAllowed", "false");
        files.setInitParameter("etags", "true");
        files.setInitParameter("cacheControl", "no-cache");
        context.addServlet(files, "/");
    }
}
