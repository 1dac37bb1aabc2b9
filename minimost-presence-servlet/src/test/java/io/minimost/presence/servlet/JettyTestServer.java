package io.minimost.presence.servlet;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;

final class JettyTestServer implements TestServer {
    private final Server server = new Server();
    private final HttpConfiguration http = new HttpConfiguration();
    private final ServerConnector connector =
            new ServerConnector(server, new HttpConnectionFactory(http), new HTTP2CServerConnectionFactory(http));

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
        context.addServletContainerInitializer((types, servletContext) -> register(servletContext, filter, async));
        context.addServlet(HostServlet.class, "/*");
        context.addServlet(ErrorPageServlet.class, ErrorPageServlet.PATH);
        ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
        errors.addErrorPage(Throwable.class, ErrorPageServlet.PATH);
        errors.addErrorPage(500, ErrorPageServlet.PATH);
        context.setErrorHandler(errors);
        return context;
    }

    /** As README says. */
    private static void register(ServletContext servletContext, Filter filter, boolean async) {
        FilterRegistration.Dynamic registration = servletContext.addFilter("presence", filter);
        if (async) {
            registration.setAsyncSupported(true);
        }
        registration.addMappingForUrlPatterns(null, false, "/*");
    }
}
