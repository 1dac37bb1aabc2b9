package io.minimost.presence.servlet.http;

import io.minimost.presence.servlet.http.Router.Match;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a request to its route, past everything that may stop it, and turns every failure into a reply. */
public final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final String prefix;
    private final Router routes;
    private final CrossOriginCheck crossOrigin;
    private final Authenticator callers;
    private final RateLimiter rates;
    private final Function<RuntimeException, Optional<Response>> failures;

    /**
     * A dispatcher.
     *
     * @param failures what to answer to an exception of the application; empty for one that nobody expects
     */
    public Dispatcher(
            String prefix,
            Router routes,
            CrossOriginCheck crossOrigin,
            Authenticator callers,
            RateLimiter rates,
            Function<RuntimeException, Optional<Response>> failures) {
        this.prefix = prefix;
        this.routes = routes;
        this.crossOrigin = crossOrigin;
        this.callers = callers;
        this.rates = rates;
        this.failures = failures;
    }

    /** What to answer; empty if the path is not ours. */
    public Optional<Response> answer(HttpExchange exchange) {
        try {
            return RequestPath.parse(exchange.uri(), exchange.contextPath() + prefix, routes::beginWith)
                    .flatMap(routes::find)
                    .map(match -> answer(match, exchange));
        } catch (HttpError refusal) {
            return Optional.of(refusal.reply());
        }
    }

    private Response answer(Match match, HttpExchange exchange) {
        try {
            return dispatch(match, exchange);
        } catch (HttpError refusal) {
            return refusal.reply();
        } catch (IllegalArgumentException e) {
            return Response.error(400, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("{} {} failed", exchange.method(), match.resource().path(), e);
            return failures.apply(e).orElseGet(() -> Response.error(500, "internal error"));
        }
    }

    private Response dispatch(Match match, HttpExchange exchange) {
        Resource resource = match.resource();
        if (exchange.method().equals("OPTIONS")) {
            return Response.noContent().with("Allow", resource.allow());
        }
        Route route = resource.route(exchange.method()).orElseThrow(() -> notAllowed(resource));
        if (route.forOwnPages()) {
            crossOrigin.check(exchange);
        }
        Optional<String> user = callers.identify(exchange);
        if (user.isEmpty()) {
            return route.anonymous().orElseGet(callers::mustSignIn);
        }
        rates.check(route.limit(), user.get());
        return route.handler().handle(new Request(user.get(), match.parameters(), exchange));
    }

    private static HttpError notAllowed(Resource resource) {
        return new HttpError(Response.error(405, "method not allowed").with("Allow", resource.allow()));
    }
}
