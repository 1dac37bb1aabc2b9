package io.minimost.presence.servlet;

import io.minimost.presence.PresenceStore;
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
import java.util.List;
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
    private final EventStreams streams;
    private final Bodies bodies;

    PresenceFilter(Dispatcher dispatcher, CallNotices callNotices, EventStreams streams, Bodies bodies) {
        this.dispatcher = dispatcher;
        this.callNotices = callNotices;
        this.streams = streams;
        this.bodies = bodies;
    }

    /** The event streams that are open, for events of the host's own. */
    public EventStreams streams() {
        return streams;
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

    /** What it answers. */
    List<Route> routes() {
        return dispatcher.routes();
    }

    /** Begins to post {@link Notices} about calls that are over, and to serve event streams. */
    @Override
    public void init(FilterConfig config) {
        callNotices.start();
        streams.start();
    }

    /** Ends that, the open event streams included, unless the filter is in use elsewhere, too. */
    @Override
    public void destroy() {
        streams.stop();
        callNotices.stop();
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getDispatcherType() == DispatcherType.REQUEST
                && request instanceof HttpServletRequest httpRequest
                && response instanceof HttpServletResponse httpResponse) {
            Exchange exchange = new Exchange(httpRequest, httpResponse, bodies, streams.arrival());
            Optional<Reply> reply = dispatcher.answer(exchange);
            if (reply.isPresent()) {
                exchange.send(reply.get());
                return;
            }
        }
        chain.doFilter(request, response);
    }
}
