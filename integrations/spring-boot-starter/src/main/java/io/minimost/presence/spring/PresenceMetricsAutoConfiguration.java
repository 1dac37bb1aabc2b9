package io.minimost.presence.spring;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.minimost.presence.PresenceStore;
import io.minimost.presence.micrometer.PresenceMetrics;
import io.minimost.presence.push.EventHub;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The figures of the store and the hub, which Spring Boot binds to its registry. */
@AutoConfiguration(after = PresenceWebAutoConfiguration.class)
@ConditionalOnClass({MeterBinder.class, PresenceMetrics.class})
@ConditionalOnBean(PresenceStore.class)
class PresenceMetricsAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    PresenceMetrics presenceMetrics(PresenceStore store, ObjectProvider<EventHub> hubs) {
        PresenceMetrics metrics = PresenceMetrics.of(store);
        return Optional.ofNullable(hubs.getIfAvailable()).map(metrics::withHub).orElse(metrics);
    }
}
