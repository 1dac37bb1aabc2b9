package io.minimost.presence.push;

/** An owner that ignores its connections. */
final class NoOwner implements ConnectionOwner {
    @Override
    public void onClosed(EventConnection connection) {}

    @Override
    public void onCaughtUp(EventConnection connection) {}

    @Override
    public void runLater(Runnable work) {}

    @Override
    public boolean permits(EventConnection connection, EventFrame frame) {
        return true;
    }

    @Override
    public boolean isTooOld(EventFrame frame) {
        return false;
    }
}
