package io.minimost.presence.spring;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.PresenceStoreBuilder;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The store, unless the application has its own. */
@AutoConfiguration
@EnableConfigurationProperties(PresenceProperties.class)
class PresenceAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    PresenceStore presenceStore(
            PresenceProperties properties,
            ObjectProvider<DataSource> databases,
            ObjectProvider<PresenceStoreCustomizer> customizers) {
        PresenceStoreBuilder builder = StoreFactory.builder(properties, databases);
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        PresenceStore store = builder.open();
        if (properties.resetOnStart()) {
            store.resetLiveState();
        }
        return store;
    }
}
