package io.minimost.presence.spring;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.push.EventHub;
import io.minimost.presence.servlet.PresenceFilter;
import io.minimost.presence.servlet.PresenceFilterBuilder;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

/** The routes below the prefix, and the hub of their event streams. */
@AutoConfiguration(after = PresenceAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class PresenceWebAutoConfiguration {
    @Bean
    LateBeans presenceLateBeans(ListableBeanFactory beans) {
        return new LateBeans(beans);
    }

    @Bean
    @ConditionalOnMissingBean
    PresenceFilter presenceFilter(
            PresenceStore store,
            PresenceProperties properties,
            LateBeans host,
            ObjectProvider<PresenceFilterCustomizer> customizers) {
        PresenceFilterBuilder builder = FilterFactory.builder(store, properties, host);
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return builder.build();
    }

    /** After all filters that sign users in: the default order is the last. */
    @Bean
    @ConditionalOnMissingBean(name = "presenceFilterRegistration")
    FilterRegistrationBean<PresenceFilter> presenceFilterRegistration(
            PresenceFilter filter, PresenceProperties properties) {
        FilterRegistrationBean<PresenceFilter> registration = new FilterRegistrationBean<>(filter);
        registration.addUrlPatterns(properties.prefix() + "/*");
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST));
        return registration;
    }

    @Bean
    @ConditionalOnMissingBean
    EventHub presenceEventHub(PresenceFilter filter) {
        return filter.hub();
    }

    @Bean
    PushLifecycle presencePushLifecycle(EventHub hub) {
        return new PushLifecycle(hub);
    }
}
