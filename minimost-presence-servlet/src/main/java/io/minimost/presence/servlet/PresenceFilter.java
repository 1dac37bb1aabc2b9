package io.minimost.presence.servlet;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.host.ChannelNotices;
import io.minimost.presence.host.guard.CallNotices;
import io.minimost.presence.push.EventHub;
import io.minimost.presence.servlet.http.BodyAdmission;
import io.minimost.presence.servlet.http.Dispatcher;
import io.minimost.presence.servlet.http.Response;
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
 * Serves a {@link PresenceStore} over HTTP, with the routes that MiniMost's web client calls: typing, presence, read
 * receipts, reactions, private channels, calls, screen shares.
 *
 * <pre>{@code
 * FilterRegistration.Dynamic registration = context.addFilter("presence", PresenceFilter.create(store));
 * registration.setAsyncSupported(true); // for event streams
 * registration.addMappingForUrlPatterns(null, false, "/*");
 * }</pre>
 *
 * <p>It passes every other path on unchanged, so an existing application can add it. Register it after the filter that signs
 * users in. It handles {@code REQUEST} dispatches only. It never creates a session and never closes the store. {@code
 * docs/http.md} lists the routes.
 *
 * <p>Thread-safe.
 */
public final class PresenceFilter implements Filter {
    private final Dispatcher dispatcher;
    private final CallNotices callNotices;
    private final EventHub hub;
    private final CurrentUser currentUser;
    private final BodyAdmission bodies;

    /** A container may call {@link #init} and {@link #destroy} of one filter several times. */
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

    /** Serves the event streams. Use it to publish the host's own events, and for transports other than {@code /events}. */
    public EventHub hub() {
        return hub;
    }

    /**
     * A filter with the defaults: users of the container, direct and private channels for their members, no public channels,
     * routes directly below the context path.
     */
    public static PresenceFilter create(PresenceStore store) {
        return builder(store).build();
    }

    /** A builder for a filter that differs from the defaults. */
    public static PresenceFilterBuilder builder(PresenceStore store) {
        return new PresenceFilterBuilder(store);
    }

    /**
     * Whether the path of {@code request} is one of the routes, whatever the method. The filter never passes such a request on,
     * and checks the origin of each that changes something: other protection against requests from foreign pages, such as
     * tokens in forms, may leave it out.
     */
    public boolean hasRoutes(HttpServletRequest request) {
        return dispatcher.hasRoutes(request.getRequestURI(), request.getContextPath());
    }

    /** Starts to post {@link ChannelNotices} about ended calls, and to serve event streams. */
    @Override
    public synchronized void init(FilterConfig config) {
        if (uses++ == 0) {
            callNotices.start();
            hub.start();
        }
    }

    /** Stops both and ends the open event streams, once it was called as often as {@link #init}. */
    @Override
    public synchronized void destroy() {
        if (uses > 0 && --uses == 0) {
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
            Optional<Response> answer = dispatcher.answer(exchange);
            if (answer.isPresent()) {
                exchange.send(answer.get());
                return;
            }
        }
        chain.doFilter(request, response);
    }
}
