package io.minimost.presence.push;

/** Opens streams in which nobody is interested. */
final class NoOwner implements EventConnection.Owner {
    @Override
    public void closed(EventConnection stream) {}

    @Override
    public void caughtUp(EventConnection stream) {}

    @Override
    public void later(Runnable work) {}

    @Override
    public boolean permits(EventConnection stream, EventFrame frame) {
        return true;
    }
}
