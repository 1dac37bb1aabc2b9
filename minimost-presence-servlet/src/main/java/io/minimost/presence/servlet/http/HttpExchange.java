package io.minimost.presence.servlet.http;

import java.util.Map;
import java.util.Optional;

/** One request, and what its response goes to. For one thread. */
public interface HttpExchange {
    String method();

    /** The path as it came over the network. */
    String uri();

    /** Where the application begins that the request is for. */
    String contextPath();

    /** {@code http} or {@code https}. */
    String scheme();

    /** What stands behind the question mark, as it came; empty if there is none. */
    String query();

    /** The value of a header; if the client sent it several times, all values with commas between them. */
    Optional<String> header(String name);

    /** Who sent it; empty if they have not signed in. */
    Optional<String> user();

    /**
     * The whole body.
     *
     * @throws HttpError if it is too long (413), or does not come in time
     */
    byte[] body(String user);

    /** The same for a media chunk, which may be longer. */
    byte[] media(String user);

    /** The fields of a form that was read from the body before it came to us, by a filter that looked for a token, say. */
    Map<String, String[]> consumedForm();

    /** A number that was noted when the request came. */
    long arrival();

    /** Whether a response may go on after the request was handled. */
    boolean isAsyncSupported();

    /** A stream for the answer. It begins when that is sent; if it cannot begin, it is closed. */
    ResponseStream openStream(ResponseStream.Listener listener);
}
