package io.minimost.presence.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;

final class JettyTestServer implements TestServer {
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    JettyTestServer(Filter filter) throws Exception {
        connector.setHost("localhost");
        server.addConnector(connector);
        server.setHandler(new ContextHandlerCollection(context("/", filter, true), context(CONTEXT, filter, false)));
        server.start();
    }

    @Override
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void stop() throws Exception {
        server.stop();
    }

    private static ServletContextHandler context(String path, Filter filter, boolean async) {
        ServletContextHandler context = new ServletContextHandler(path, ServletContextHandler.SESSIONS);
        FilterHolder holder = new FilterHolder(filter);
        holder.setAsyncSupported(async);
        context.addFilter(holder, "/*", EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(HostServlet.class, "/*");
        return context;
    }
}
