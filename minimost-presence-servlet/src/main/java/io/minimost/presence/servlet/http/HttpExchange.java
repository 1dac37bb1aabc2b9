package io.minimost.presence.servlet.http;

import java.util.Map;
import java.util.Optional;

/** One request, and where its response goes. For one thread. */
public interface HttpExchange {
    String method();

    /** The raw path of the request. */
    String uri();

    /** The path of the application in the container. */
    String contextPath();

    /** {@code http} or {@code https}. */
    String scheme();

    /** The raw query, without the question mark; empty if there is none. */
    String query();

    /** The value of a header; if the client sent it several times, all values with commas between them. */
    Optional<String> header(String name);

    /** The user who sends the request; empty if nobody is signed in. */
    Optional<String> user();

    /**
     * The whole body.
     *
     * @throws HttpError if it is too long (413) or too slow (408), breaks off (400), or too many are slow already (429)
     */
    byte[] body(String user);

    /** The same for a media chunk, which may be longer. */
    byte[] media(String user);

    /** The fields of a form whose body another filter has already read, for example to look for a token. */
    Map<String, String[]> consumedForm();

    /** A mark that was taken when the request arrived, before its user was known. */
    long arrival();

    /** Whether the response may continue after the handler has returned. */
    boolean isAsyncSupported();

    /** Opens the stream of the response. It begins when the response is sent; if it cannot begin, it is closed. */
    ResponseStream openStream();
}
