package io.minimost.examples.chat;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.servlet.ChannelAccess;
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

/** Which filter and which servlet answers what. */
final class ChatRoutes {
    private static final List<String> PUBLIC_CHANNELS = List.of("general", "random");
    private static final int SESSION_SECONDS = 7 * 24 * 60 * 60;

    private ChatRoutes() {}

    static ServletContextHandler handler(ChatDatabase database, PresenceStore store) {
        // The two things that the library must know about a host: who is asking, and who may use which channel.
        CurrentUser currentUser = CurrentUser.sessionAttribute(SignInServlet.SESSION_USER);
        ChannelAccess access = ChannelAccess.standard(store, PUBLIC_CHANNELS);
        PresenceFilter presence = PresenceFilter.builder(store)
                .currentUser(currentUser)
                .channelAccess(access)
                .build();

        ServletContextHandler context = new ServletContextHandler("/", ServletContextHandler.SESSIONS);
        configureSessions(context.getSessionHandler());
        context.setMaxFormContentSize(MessageText.MAX_FORM_BYTES);
        filter(context, new SecurityHeadersFilter(), "/*");
        filter(context, new SameOriginFilter(), "/*");
        // Answers /presence, /typing, /online_users, ... and passes everything else on.
        filter(context, presence, "/*");
        filter(context, new RefusalFilter(), "/*");
        filter(context, new SignedInFilter(currentUser), "/users", "/channels", "/latest", "/messages/*", "/send/*");
        servlet(context, new SignInServlet(database, store, currentUser), "/login", "/logout", "/me");
        servlet(context, new DirectoryServlet(database, access, PUBLIC_CHANNELS), "/users", "/channels", "/latest");
        servlet(context, new MessagesServlet(database, new ChannelPath(access)), "/messages/*");
        servlet(context, new SendServlet(database, store, new ChannelPath(access)), "/send/*");
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
