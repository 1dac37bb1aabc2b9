package io.minimost.presence.spring;

import io.minimost.presence.PresenceStore;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Whether the store answers, as Spring Boot 3 asks it. */
@AutoConfiguration(after = PresenceAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean(PresenceStore.class)
class PresenceHealthBoot3AutoConfiguration {
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
