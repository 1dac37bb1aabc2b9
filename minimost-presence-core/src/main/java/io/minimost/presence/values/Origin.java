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
 * @param port empty if it is the default of the scheme
 */
public record Origin(String scheme, String host, String port) {
    // Not java.net.URI: it finds no host in http://my_host:8080.
    private static final Pattern FORM =
            Pattern.compile("([a-z][a-z0-9+.-]*)://(\\[[0-9a-f:.]+\\]|[a-z0-9._~-]+)(?::([0-9]{1,5}))?");

    private static final Map<String, String> DEFAULT_PORTS = Map.of("http", "80", "https", "443");

    /** Reads {@code scheme://host[:port]}; empty if it is anything else, like the text {@code null} of a page without an origin. */
    public static Optional<Origin> parse(String text) {
        Matcher matcher = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String scheme = matcher.group(1);
        String port = Optional.ofNullable(matcher.group(3)).orElse("");
        return Optional.of(new Origin(scheme, matcher.group(2), port.equals(DEFAULT_PORTS.get(scheme)) ? "" : port));
    }

    /** As a browser sends it. */
    @Override
    public String toString() {
        return scheme + "://" + host + (port.isEmpty() ? "" : ":" + port);
    }
}
