package io.minimost.presence.servlet.http;

import io.minimost.presence.json.InvalidInputException;
import io.minimost.presence.servlet.http.Router.Match;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks a request, passes it to the handler of its route, and turns every failure into a response.
 *
 * @param guards what keeps a request from writing about what is deleted from now on
 * @param errors the response to an exception of the application; empty for an unexpected one
 */
public record Dispatcher(
        String prefix,
        Router router,
        CrossOriginCheck crossOrigin,
        Authenticator authenticator,
        Supplier<WriteGuard> guards,
        Function<RuntimeException, Optional<Response>> errors) {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    /** Keeps a request from writing about what was deleted since it arrived. For one request. */
    @FunctionalInterface
    public interface WriteGuard {
        /** The response of {@code handling}; empty if it was about something that was deleted, and nothing was written. */
        Optional<Response> unlessDeleted(Supplier<Response> handling);
    }

    /** The response; empty if the path is not one of the routes. */
    public Optional<Response> answer(HttpExchange exchange) {
        try {
            return path(exchange).flatMap(router::find).map(match -> answer(match, exchange));
        } catch (HttpError error) {
            return Optional.of(error.response());
        }
    }

    /** Whether the path is one of the routes; a path without a plain reading is none. */
    public boolean hasRoutes(String uri, String contextPath) {
        try {
            return segments(uri, contextPath).flatMap(router::find).isPresent();
        } catch (HttpError ambiguous) {
            return false;
        }
    }

    /** @throws HttpError (403) also if the user's name is why the path has no plain reading: no path can carry it */
    private Optional<List<String>> path(HttpExchange exchange) {
        try {
            return segments(exchange.uri(), exchange.contextPath());
        } catch (HttpError ambiguous) {
            authenticator.identify(exchange);
            throw ambiguous;
        }
    }

    private Optional<List<String>> segments(String uri, String contextPath) {
        return RequestPath.parse(uri, contextPath + prefix, router::hasRoutesBelow);
    }

    private Response answer(Match match, HttpExchange exchange) {
        try {
            return dispatch(match, exchange);
        } catch (HttpError error) {
            return error.response();
        } catch (InvalidInputException e) {
            return Response.badInput(e.field(), String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            return Response.error(400, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("{} {} failed", exchange.method(), match.path(), e);
            return errors.apply(e).orElseGet(() -> Response.error(500, "internal error"));
        }
    }

    private Response dispatch(Match match, HttpExchange exchange) {
        if (exchange.method().equals("OPTIONS")) {
            return Response.NO_CONTENT.with("Allow", match.allow());
        }
        Route route = match.route(exchange.method())
                .orElseThrow(() ->
                        new HttpError(Response.error(405, "method not allowed").with("Allow", match.allow())));
        if (route.ownOriginOnly()) {
            crossOrigin.check(exchange);
        }
        if (route.onlyReads()) {
            return handle(route, match, exchange);
        }
        // Before the host is asked anything, also who the user is.
        return guards.get().unlessDeleted(() -> handle(route, match, exchange)).orElseGet(route::deleted);
    }

    private Response handle(Route route, Match match, HttpExchange exchange) {
        Optional<String> user = authenticator.identify(exchange);
        if (user.isEmpty()) {
            return route.anonymous().orElseGet(authenticator::signInRequired);
        }
        route.requireRate(user.get());
        return route.handler().handle(new Request(user.get(), match.parameters(), exchange));
    }
}
