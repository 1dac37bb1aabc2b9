package io.minimost.presence.spring;

import io.minimost.presence.push.EventHub;
import io.minimost.presence.servlet.CurrentUser;
import io.minimost.presence.servlet.PresenceFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.EnumSet;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.security.authentication.event.LogoutSuccessEvent;
import org.springframework.security.web.csrf.CsrfFilter;

/** What an application with Spring Security needs. Who the user is, the filter learns from the request. */
@AutoConfiguration(after = PresenceWebAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({CsrfFilter.class, LogoutSuccessEvent.class})
class PresenceSecurityAutoConfiguration {
    /**
     * Before the filter of Spring Security, whichever chains the application has. Neither knows the other's class, so the order is
     * taken from the property that sets it.
     */
    @Bean
    @ConditionalOnMissingBean(name = "presenceCsrfExemption")
    FilterRegistrationBean<Filter> presenceCsrfExemption(
            PresenceFilter filter,
            PresenceProperties properties,
            @Value("${spring.security.filter.order:-100}") int securityOrder) {
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(new CsrfExemption(filter));
        registration.addUrlPatterns(properties.prefix() + "/*");
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST));
        registration.setOrder(securityOrder - 1);
        return registration;
    }

    /**
     * Ends the connections of a user who signs out. Their other devices connect again. Not where the application maps names by a
     * {@link CurrentUser}: that takes a request, and the name of the authentication may be another user's.
     */
    @Bean
    @ConditionalOnMissingBean(CurrentUser.class)
    ApplicationListener<LogoutSuccessEvent> presenceSignOut(EventHub hub) {
        return new SignOutListener(hub);
    }
}
