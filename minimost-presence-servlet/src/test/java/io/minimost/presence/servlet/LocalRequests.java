package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.servlet.http.BodyAdmission;
import io.minimost.presence.servlet.http.HttpExchange;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Requests as a real container reads them, but without a network, for classes that look at an {@link HttpExchange}. */
public final class LocalRequests implements BeforeAllCallback, AfterAllCallback {
    /** The path of a servlet whose responses cannot continue after the request was handled. */
    public static final String WITHOUT_STREAMS = "/without-streams";

    private final Server server = new Server();
    private final LocalConnector connector = new LocalConnector(server);
    private volatile Consumer<HttpExchange> question = exchange -> {};

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        ServletContextHandler handler = new ServletContextHandler("/");
        handler.addServlet(new ServletHolder(new Asked()), "/*");
        ServletHolder withoutStreams = new ServletHolder(new Asked());
        withoutStreams.setAsyncSupported(false);
        handler.addServlet(withoutStreams, WITHOUT_STREAMS);
        server.addConnector(connector);
        server.setHandler(handler);
        server.start();
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        server.stop();
    }

    /** The result of {@code about} for a GET of {@code target} with these headers, each {@code Name: value}. */
    public <T> T get(String target, Function<HttpExchange, T> about, String... headers) {
        return ask("GET " + target, "", about, headers);
    }

    /** The same for a HEAD. */
    public <T> T head(String target, Function<HttpExchange, T> about) {
        return ask("HEAD " + target, "", about);
    }

    /** The same for a POST with an ASCII body. */
    public <T> T post(String target, String body, Function<HttpExchange, T> about, String... headers) {
        return ask("POST " + target, body, about, headers);
    }

    private <T> T ask(String line, String body, Function<HttpExchange, T> about, String... headers) {
        StringBuilder request = new StringBuilder(line + " HTTP/1.1\r\nHost: chat.example\r\nConnection: close\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        byte[] bytes = body.getBytes(StandardCharsets.US_ASCII);
        request.append("Content-Length: ")
                .append(bytes.length)
                .append("\r\n\r\n")
                .append(body);

        CompletableFuture<T> answer = new CompletableFuture<>();
        question = exchange -> {
            try {
                answer.complete(about.apply(exchange));
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        };
        try {
            connector.getResponse(request.toString());
            assertThat(answer).as("the container let it through").isDone();
            return answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException thrown ? thrown : e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private final class Asked extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) {
            question.accept(new ServletHttpExchange(
                    request,
                    response,
                    CurrentUser.principal(),
                    new BodyAdmission(Limits.defaults().bodies(), System::nanoTime),
                    0));
        }
    }
}
