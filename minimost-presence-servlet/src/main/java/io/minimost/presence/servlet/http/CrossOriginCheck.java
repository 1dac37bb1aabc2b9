package io.minimost.presence.servlet.http;

import java.util.Optional;
import java.util.Set;

/**
 * Refuses what the page of another site makes a browser send in the name of its user. Browsers say where a request comes
 * from; a client that says nothing is no browser, so there is nobody to protect.
 */
public final class CrossOriginCheck {
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private final Set<Origin> trusted;

    public CrossOriginCheck(Set<Origin> trusted) {
        this.trusted = Set.copyOf(trusted);
    }

    /** @throws HttpError (403) if the request comes from another origin, which is not trusted */
    void check(HttpExchange exchange) {
        Optional<String> site = exchange.header("Sec-Fetch-Site");
        Optional<String> origin = exchange.header("Origin");
        boolean allowed = site.isPresent()
                ? OWN_SITES.contains(site.get()) || isTrusted(origin)
                : origin.isEmpty() || isOwn(origin, exchange) || isTrusted(origin);
        if (!allowed) {
            throw new HttpError(Response.error(403, "cross-origin request refused"));
        }
    }

    private boolean isTrusted(Optional<String> origin) {
        return origin.flatMap(Origin::parse).filter(trusted::contains).isPresent();
    }

    private static boolean isOwn(Optional<String> origin, HttpExchange exchange) {
        Optional<Origin> own = exchange.header("Host").flatMap(host -> Origin.parse(exchange.scheme() + "://" + host));
        return own.isPresent() && own.equals(origin.flatMap(Origin::parse));
    }
}
