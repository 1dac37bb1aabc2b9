package io.minimost.presence.servlet;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.host.ChannelNotices;
import io.minimost.presence.push.EventHub;
import io.minimost.presence.servlet.http.BodyAdmission;
import io.minimost.presence.servlet.http.Dispatcher;
import io.minimost.presence.servlet.http.Response;
import io.minimost.presence.servlet.routes.CallNotices;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * Serves a {@link PresenceStore} over HTTP, with the routes that MiniMost's web client calls: who is typing, who is online,
 * who has read what, reactions, private channels, calls, screen shares.
 *
 * <pre>{@code
 * context.addFilter("presence", PresenceFilter.create(store)).addMappingForUrlPatterns(null, false, "/*");
 * }</pre>
 *
 * <p>What is not one of its paths goes on untouched, so the filter can be put into an application that exists. Register it
 * after the filter that signs users in; a {@code REQUEST} dispatch is all it acts on. It never creates a session, and never
 * closes the store: who opened it does. {@code docs/http.md} lists the routes.
 *
 * <p>Thread-safe.
 */
public final class PresenceFilter implements Filter {
    private final Dispatcher dispatcher;
    private final CallNotices callNotices;
    private final EventHub hub;
    private final CurrentUser currentUser;
    private final BodyAdmission bodies;

    /** A container may use one filter in several places, and each begins and ends that use. */
    private int uses;

    PresenceFilter(
            Dispatcher dispatcher,
            CallNotices callNotices,
            EventHub hub,
            CurrentUser currentUser,
            BodyAdmission bodies) {
        this.dispatcher = dispatcher;
        this.callNotices = callNotices;
        this.hub = hub;
        this.currentUser = currentUser;
        this.bodies = bodies;
    }

    /** What sends the event streams, for events of the host's own, and for other transports beside {@code /events}. */
    public EventHub hub() {
        return hub;
    }

    /**
     * A filter with all the defaults: the container's own users, direct and private channels for their members, no public
     * channels, routes right below the context path.
     */
    public static PresenceFilter create(PresenceStore store) {
        return builder(store).build();
    }

    /** The way to a filter that differs from the defaults. */
    public static PresenceFilterBuilder builder(PresenceStore store) {
        return new PresenceFilterBuilder(store);
    }

    /** Begins to post {@link ChannelNotices} about calls that are over, and to serve event streams. */
    @Override
    public synchronized void init(FilterConfig config) {
        if (uses++ == 0) {
            callNotices.start();
            hub.start();
        }
    }

    /** Ends that, the open event streams included, unless the filter is in use elsewhere, too. */
    @Override
    public synchronized void destroy() {
        if (--uses == 0) {
            hub.shutdown();
            callNotices.stop();
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getDispatcherType() == DispatcherType.REQUEST
                && request instanceof HttpServletRequest httpRequest
                && response instanceof HttpServletResponse httpResponse) {
            ServletHttpExchange exchange =
                    new ServletHttpExchange(httpRequest, httpResponse, currentUser, bodies, hub.arrival());
            Optional<Response> reply = dispatcher.answer(exchange);
            if (reply.isPresent()) {
                exchange.send(reply.get());
                return;
            }
        }
        chain.doFilter(request, response);
    }
}
