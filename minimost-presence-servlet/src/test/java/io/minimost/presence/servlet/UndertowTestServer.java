package io.minimost.presence.servlet;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.handlers.GracefulShutdownHandler;
import io.undertow.server.handlers.PathHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.FilterInfo;
import io.undertow.servlet.util.ImmediateInstanceHandle;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** As Spring Boot runs it: behind a handler that counts the requests, and refuses all of them if it counts wrong. */
final class UndertowTestServer implements TestServer {
    /** By default, 64 waiting bodies would occupy all threads. */
    private static final int THREADS = 200;

    private final List<DeploymentManager> deployments = new ArrayList<>();
    private final Undertow undertow;

    UndertowTestServer(Filter filter) throws ServletException {
        PathHandler paths = Handlers.path();
        addContext(paths, "/", filter, true);
        addContext(paths, CONTEXT, filter, false);
        undertow = Undertow.builder()
                .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
                .setServerOption(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
                .setWorkerThreads(THREADS)
                .addHttpListener(0, "localhost")
                .setHandler(new GracefulShutdownHandler(paths))
                .build();
        undertow.start();
    }

    @Override
    public int port() {
        return ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
    }

    @Override
    public void stop() throws ServletException {
        for (DeploymentManager deployment : deployments) {
            deployment.stop();
            deployment.undeploy();
        }
        undertow.stop();
    }

    private void addContext(PathHandler paths, String path, Filter filter, boolean async) throws ServletException {
        DeploymentInfo context = Servlets.deployment()
                .setClassLoader(UndertowTestServer.class.getClassLoader())
                .setDeploymentName(path)
                .setContextPath(path)
                .setEagerFilterInit(true)
                .addServlet(Servlets.servlet("host", HostServlet.class).addMapping("/*"))
                .addServlet(Servlets.servlet("errors", ErrorPageServlet.class).addMapping(ErrorPageServlet.PATH))
                .addFilter(new FilterInfo("presence", Filter.class, () -> new ImmediateInstanceHandle<>(filter))
                        .setAsyncSupported(async))
                .addFilterUrlMapping("presence", "/*", DispatcherType.REQUEST)
                .addErrorPage(Servlets.errorPage(ErrorPageServlet.PATH, Throwable.class))
                .addErrorPage(Servlets.errorPage(ErrorPageServlet.PATH, 500));
        DeploymentManager deployment = Servlets.defaultContainer().addDeployment(context);
        deployment.deploy();
        paths.addPrefixPath(path, deployment.start());
        deployments.add(deployment);
    }
}
