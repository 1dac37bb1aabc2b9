package io.minimost.presence.push;

/** Opens streams in which nobody is interested. */
final class NoOwner implements EventStream.Owner {
    @Override
    public void closed(EventStream stream) {}

    @Override
    public void caughtUp(EventStream stream) {}

    @Override
    public void later(Runnable work) {}

    @Override
    public boolean permits(EventStream stream, Frame frame) {
        return true;
    }
}
