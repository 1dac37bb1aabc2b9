package io.minimost.presence.servlet.routes;

import io.minimost.presence.servlet.http.Response;
import io.minimost.presence.servlet.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The client for browsers: a file of the jar minimost-presence-javascript, if the host has that. It is for everybody, because a
 * page may load it before its user signs in.
 */
public final class ClientRoutes {
    /** No module keeps what is here to itself. */
    private static final String FOLDER = "META-INF/minimost-presence/";

    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String REVALIDATED = "public, no-cache";

    private ClientRoutes() {}

    /** None if {@code loader} does not find the client. */
    public static List<Route> of(@Nullable ClassLoader loader) {
        try (InputStream script = open(loader, "presence-client.js");
                InputStream types = open(loader, "presence-client.d.ts")) {
            return script == null || types == null ? List.of() : of(script.readAllBytes(), types.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("the client cannot be read from its jar", e);
        }
    }

    private static List<Route> of(byte[] script, byte[] types) {
        Response file = Response.file(script, SCRIPT, FOR_EVER);
        String version = Objects.requireNonNull(file.headers().get("ETag")).replace("\"", "");
        return of(version, file, Response.file(types, TEXT, REVALIDATED));
    }

    static List<Route> of(String version, Response script, Response types) {
        String name = "presence-client-" + version + ".js";
        return List.of(
                open("/presence-client.js", Response.redirect(name).with("Cache-Control", REVALIDATED)),
                open("/" + name, script),
                open("/presence-client.d.ts", types));
    }

    private static Route open(String path, Response response) {
        return new Route("GET", path, request -> response).orIfAnonymous(response);
    }

    private static @Nullable InputStream open(@Nullable ClassLoader loader, String file) {
        return loader == null
                ? ClassLoader.getSystemResourceAsStream(FOLDER + file)
                : loader.getResourceAsStream(FOLDER + file);
    }
}
