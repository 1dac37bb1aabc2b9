package io.minimost.presence.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.push.ConnectRequest;
import io.minimost.presence.push.EndReason;
import io.minimost.presence.push.EventHub;
import io.minimost.presence.push.EventSink;
import io.minimost.presence.push.OutgoingEvent;
import io.minimost.presence.servlet.CurrentUser;
import io.minimost.presence.servlet.PresenceFilter;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.authentication.event.LogoutSuccessEvent;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfFilter;

class PresenceSecurityAutoConfigurationTest {
    private final WebApplicationContextRunner application = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    PresenceAutoConfiguration.class,
                    PresenceWebAutoConfiguration.class,
                    PresenceSecurityAutoConfiguration.class))
            .withPropertyValues("minimost.presence.in-memory=true", "minimost.presence.public-channels=general");

    @ParameterizedTest
    @CsvSource({
        "/presence-api/typing/general, 204",
        "/presence-api/other, 403",
        "/presence-api, 403",
        "/typing/general, 403",
        "/transfer, 403"
    })
    void chainOfTheApplication_asksForATokenExceptOnOurRoutes(String path, int status) {
        application
                .withUserConfiguration(OwnChain.class)
                .run(context -> assertThat(post(context, path, "")).isEqualTo(status));
    }

    @ParameterizedTest
    @CsvSource({"/typing/general, 204", "/react/1, 401", "/transfer, 403"})
    void withoutPrefix_onlyOurRoutesAreExempt(String path, int status) {
        application
                .withUserConfiguration(OwnChain.class)
                .withPropertyValues("minimost.presence.prefix=")
                .run(context -> assertThat(post(context, path, "")).isEqualTo(status));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site"})
    void pageOfAnotherSite_isRefusedByTheFilter(String site) {
        application
                .withUserConfiguration(OwnChain.class)
                .run(context -> assertThat(post(context, "/presence-api/typing/general", site))
                        .isEqualTo(403));
    }

    @Test
    void exemption_comesBeforeTheSecurityFilter_alsoIfThatWasMoved() {
        application.run(context -> assertThat(exemption(context).getOrder()).isLessThan(-100));
        application
                .withPropertyValues("spring.security.filter.order=-500")
                .run(context -> assertThat(exemption(context).getOrder()).isLessThan(-500));
    }

    @Test
    void withoutSpringSecurity_thereIsNoneOfIt() {
        application
                .withClassLoader(new FilteredClassLoader(CsrfFilter.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("presenceCsrfExemption"));
    }

    @Test
    void signOut_endsTheConnectionsOfTheUser() {
        application.run(context -> {
            EventHub hub = context.getBean(EventHub.class);
            List<EndReason> ends = new ArrayList<>();
            hub.connect(ConnectRequest.of("alice"), new Ending(ends));
            hub.connect(ConnectRequest.of("bob"), new Ending(ends));

            context.publishEvent(new LogoutSuccessEvent(new TestingAuthenticationToken("alice", "")));
            context.publishEvent(new LogoutSuccessEvent(new TestingAuthenticationToken("not:a:name", "")));

            assertThat(hub.users()).containsExactly("bob");
            assertThat(ends).containsExactly(EndReason.DISCONNECTED);
        });
    }

    @Test
    void signOut_whereTheApplicationMapsNames_endsNobodys() {
        application
                .withBean(CurrentUser.class, () -> request -> Optional.of("u1"))
                .run(context -> {
                    EventHub hub = context.getBean(EventHub.class);
                    hub.connect(ConnectRequest.of("alice"), new Ending(new ArrayList<>()));

                    context.publishEvent(new LogoutSuccessEvent(new TestingAuthenticationToken("alice", "")));

                    assertThat(hub.users()).containsExactly("alice");
                });
    }

    /** As the container does it, in the order of the registrations. */
    private static int post(ApplicationContext context, String path, String site) throws ServletException, IOException {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", path);
        if (!site.isEmpty()) {
            request.addHeader("Sec-Fetch-Site", site);
        }
        MockHttpServletResponse response = new MockHttpServletResponse();
        FilterChain application = (rest, answer) -> response.setStatus(200);
        Filter presence = context.getBean(PresenceFilter.class);
        Filter security = context.getBean("springSecurityFilterChain", Filter.class);
        FilterChain inside = (inner, answer) -> presence.doFilter(inner, answer, application);
        exemption(context)
                .getFilter()
                .doFilter(request, response, (inner, answer) -> security.doFilter(inner, answer, inside));
        return response.getStatus();
    }

    @SuppressWarnings("unchecked")
    private static FilterRegistrationBean<Filter> exemption(ApplicationContext context) {
        return context.getBean("presenceCsrfExemption", FilterRegistrationBean.class);
    }

    @Configuration
    @EnableWebSecurity
    static class OwnChain {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .build();
        }
    }

    private record Ending(List<EndReason> ends) implements EventSink {
        @Override
        public void write(OutgoingEvent event, Runnable onDone) {
            onDone.run();
        }

        @Override
        public void flush(Runnable onDone) {
            onDone.run();
        }

        @Override
        public void end(EndReason reason) {
            ends.add(reason);
        }
    }
}
