package io.minimost.presence.servlet;

/** Answers the requests of one route. */
@FunctionalInterface
interface Handler {
    /** What to answer; a {@link Refusal} is as good as a reply. */
    Reply handle(UserRequest request);
}
