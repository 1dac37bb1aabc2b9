package io.minimost.presence.values;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The origin of a page, as a browser sends it with a request or a WebSocket handshake: scheme, host and port, in lower case.
 * Immutable.
 *
 * @param host a name or an address; one of IPv6 in brackets
 * @param port up to five digits; empty if it is the default of the scheme
 */
public record Origin(String scheme, String host, String port) {
    private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]*");
    // Not java.net.URI: it finds no host in http://my_host:8080.
    private static final Pattern HOST = Pattern.compile("\\[[0-9a-f:.]+\\]|[a-z0-9._~-]+");
    private static final Pattern PORT = Pattern.compile("[0-9]{0,5}");
    private static final Pattern FORM = Pattern.compile("(" + SCHEME + ")://(" + HOST + ")(?::([0-9]{1,5}))?");

    private static final Map<String, String> DEFAULT_PORTS = Map.of("http", "80", "https", "443");

    /**
     * Changes scheme and host to lower case, and the default port of the scheme to an empty one, as {@link #parse} does.
     *
     * @throws IllegalArgumentException if one of them cannot be part of an origin
     */
    public Origin {
        scheme = require("scheme", scheme.toLowerCase(Locale.ROOT), SCHEME);
        host = require("host", host.toLowerCase(Locale.ROOT), HOST);
        port = require("port", port.equals(DEFAULT_PORTS.get(scheme)) ? "" : port, PORT);
    }

    private static String require(String part, String value, Pattern form) {
        if (!form.matcher(value).matches()) {
            throw new IllegalArgumentException(part + " '" + value + "' cannot be part of an origin");
        }
        return value;
    }

    /** Reads {@code scheme://host[:port]}; empty if it is anything else, like the text {@code null} of a page without an origin. */
    public static Optional<Origin> parse(String text) {
        Matcher matcher = FORM.matcher(text.toLowerCase(Locale.ROOT));
        return matcher.matches()
                ? Optional.of(new Origin(
                        matcher.group(1),
                        matcher.group(2),
                        Optional.ofNullable(matcher.group(3)).orElse("")))
                : Optional.empty();
    }

    /** As a browser sends it. */
    @Override
    public String toString() {
        return scheme + "://" + host + (port.isEmpty() ? "" : ":" + port);
    }
}
