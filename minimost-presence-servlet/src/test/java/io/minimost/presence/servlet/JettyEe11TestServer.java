package io.minimost.presence.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.EnumSet;
import org.eclipse.jetty.ee11.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;

/** As {@link JettyTestServer}, whose classes have the same names in another package. */
final class JettyEe11TestServer implements TestServer {
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    JettyEe11TestServer(Filter filter) throws Exception {
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
        context.addServlet(ErrorPageServlet.class, ErrorPageServlet.PATH);
        ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
        errors.addErrorPage(Throwable.class, ErrorPageServlet.PATH);
        errors.addErrorPage(500, ErrorPageServlet.PATH);
        context.setErrorHandler(errors);
        return context;
    }
}
