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
    private final CrossOriginGuard crossOrigin;
    private final Callers callers;
    private final RateLimits rates;
    private final Function<RuntimeException, Optional<Reply>> failures;

    /**
     * A dispatcher.
     *
     * @param failures what to answer to an exception of the application; empty for one that nobody expects
     */
    public Dispatcher(
            String prefix,
            Router routes,
            CrossOriginGuard crossOrigin,
            Callers callers,
            RateLimits rates,
            Function<RuntimeException, Optional<Reply>> failures) {
        this.prefix = prefix;
        this.routes = routes;
        this.crossOrigin = crossOrigin;
        this.callers = callers;
        this.rates = rates;
        this.failures = failures;
    }

    /** What to answer; empty if the path is not ours. */
    public Optional<Reply> answer(Exchange exchange) {
        try {
            return RequestPath.parse(exchange.uri(), exchange.contextPath() + prefix, routes::beginWith)
                    .flatMap(routes::find)
                    .map(match -> answer(match, exchange));
        } catch (Refusal refusal) {
            return Optional.of(refusal.reply());
        }
    }

    private Reply answer(Match match, Exchange exchange) {
        try {
            return dispatch(match, exchange);
        } catch (Refusal refusal) {
            return refusal.reply();
        } catch (IllegalArgumentException e) {
            return Reply.error(400, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("{} {} failed", exchange.method(), match.resource().path(), e);
            return failures.apply(e).orElseGet(() -> Reply.error(500, "internal error"));
        }
    }

    private Reply dispatch(Match match, Exchange exchange) {
        Resource resource = match.resource();
        if (exchange.method().equals("OPTIONS")) {
            return Reply.noContent().with("Allow", resource.allow());
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
        return route.handler().handle(new UserRequest(user.get(), match.parameters(), exchange));
    }

    private static Refusal notAllowed(Resource resource) {
        return new Refusal(Reply.error(405, "method not allowed").with("Allow", resource.allow()));
    }
}
