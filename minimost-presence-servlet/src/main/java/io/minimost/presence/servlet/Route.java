package io.minimost.presence.servlet;

import java.util.Optional;

/**
 * One line of the route table.
 *
 * @param budget what a request counts against
 * @param anonymous what a caller gets who is not signed in; empty if he must sign in
 */
record Route(String method, PathPattern path, Handler handler, Budget budget, Optional<Reply> anonymous) {
    boolean isSoft() {
        return anonymous.isPresent();
    }

    boolean isSafe() {
        return method.equals("GET");
    }
}
