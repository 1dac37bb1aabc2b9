package io.minimost.presence.push;

/** Opens connections in which nobody is interested. */
final class NoOwner implements EventConnection.Owner {
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
}
