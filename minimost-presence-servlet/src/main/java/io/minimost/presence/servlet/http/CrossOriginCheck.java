package io.minimost.presence.servlet.http;

import io.minimost.presence.values.Origin;
import java.util.Optional;
import java.util.Set;

/**
 * Rejects requests that a page of another site makes a browser send in the name of its user. Browsers send the origin of a
 * request. A client that sends none is not a browser and needs no protection.
 */
public record CrossOriginCheck(Set<Origin> trusted) {
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    public CrossOriginCheck {
        trusted = Set.copyOf(trusted);
    }

    /** @throws HttpError (403) if the request comes from another origin that is not trusted */
    void check(HttpExchange exchange) {
        Optional<String> site = exchange.header("Sec-Fetch-Site");
        Optional<String> origin = exchange.header("Origin");
        boolean allowed = site.isPresent()
                ? OWN_SITES.contains(site.get()) || isTrusted(origin)
                : origin.isEmpty() || isOwn(origin, exchange) || isTrusted(origin);
        if (!allowed) {
            throw new HttpError(403, refusal(site, origin, exchange));
        }
    }

    /** Names both origins, as far as they can be read, because a proxy that changes one of them is a usual reason. */
    private static String refusal(Optional<String> site, Optional<String> origin, HttpExchange exchange) {
        String advice = site.isPresent()
                ? "; the browser says that these are not the same"
                : ". If the page is one of this server, its proxy must pass on Host and the scheme";
        return "cross-origin request refused: the page is of " + text(origin.flatMap(Origin::parse))
                + ", and the request came to " + text(own(exchange))
                + advice + ". Other pages must be trusted by the server (trustedOrigins)";
    }

    private static String text(Optional<Origin> origin) {
        return origin.map(Origin::toString).orElse("an unknown origin");
    }

    private boolean isTrusted(Optional<String> origin) {
        return origin.flatMap(Origin::parse).filter(trusted::contains).isPresent();
    }

    private static boolean isOwn(Optional<String> origin, HttpExchange exchange) {
        Optional<Origin> own = own(exchange);
        return own.isPresent() && own.equals(origin.flatMap(Origin::parse));
    }

    private static Optional<Origin> own(HttpExchange exchange) {
        return exchange.header("Host").flatMap(host -> Origin.parse(exchange.scheme() + "://" + host));
    }
}
