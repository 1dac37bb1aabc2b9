package io.minimost.presence.spring;

import io.minimost.presence.PresenceStore;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** Whether the store answers, as Spring Boot 4 asks it. */
@AutoConfiguration(after = PresenceAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean(PresenceStore.class)
class PresenceHealthAutoConfiguration {
    @Bean
    @ConditionalOnEnabledHealthIndicator("presence")
    @ConditionalOnMissingBean(name = "presenceHealthIndicator")
    HealthIndicator presenceHealthIndicator(PresenceStore store) {
        return new AbstractHealthIndicator("the presence store does not answer") {
            @Override
            protected void doHealthCheck(Health.Builder builder) {
                store.ping();
                builder.up();
            }
        };
    }
}
