package io.minimost.presence.servlet;

import jakarta.servlet.Filter;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

final class TomcatTestServer implements TestServer {
    private final Tomcat tomcat = new Tomcat();

    TomcatTestServer(Filter filter, Path base) throws Exception {
        tomcat.setBaseDir(base.toString());
        tomcat.setHostname("localhost");
        tomcat.setPort(0);
        tomcat.getConnector().addUpgradeProtocol(new Http2Protocol());
        addContext("", filter, true);
        addContext(CONTEXT, filter, false);
        tomcat.start();
    }

    @Override
    public int port() {
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }

    private void addContext(String path, Filter filter, boolean async) {
        Context context = tomcat.addContext(path, null);
        FilterDef definition = new FilterDef();
        definition.setFilterName("presence");
        definition.setFilter(filter);
        definition.setAsyncSupported(Boolean.toString(async));
        context.addFilterDef(definition);
        FilterMap mapping = new FilterMap();
        mapping.setFilterName("presence");
        mapping.addURLPattern("/*");
        context.addFilterMap(mapping);
        context.addErrorPage(errorPage(page -> page.setExceptionType(Throwable.class.getName())));
        context.addErrorPage(errorPage(page -> page.setErrorCode(500)));
        Tomcat.addServlet(context, "errors", new ErrorPageServlet()).addMapping(ErrorPageServlet.PATH);
        Tomcat.addServlet(context, "host", new HostServlet()).addMapping("/*");
    }

    private static ErrorPage errorPage(Consumer<ErrorPage> reason) {
        ErrorPage page = new ErrorPage();
        page.setLocation(ErrorPageServlet.PATH);
        reason.accept(page);
        return page;
    }
}
