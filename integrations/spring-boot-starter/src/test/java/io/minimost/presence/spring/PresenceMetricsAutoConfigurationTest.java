package io.minimost.presence.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.minimost.presence.micrometer.PresenceMetrics;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

class PresenceMetricsAutoConfigurationTest {
    private final WebApplicationContextRunner application = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    PresenceAutoConfiguration.class,
                    PresenceWebAutoConfiguration.class,
                    PresenceMetricsAutoConfiguration.class))
            .withPropertyValues("minimost.presence.in-memory=true");

    @Test
    void figuresOfStoreAndHub_areMeters() {
        application.run(context -> {
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            context.getBean(PresenceMetrics.class).bindTo(registry);

            assertThat(registry.getMeters())
                    .extracting(meter -> meter.getId().getName())
                    .anyMatch(name -> name.startsWith("minimost.presence.push."))
                    .anyMatch(name -> name.startsWith("minimost.presence.store."));
        });
    }

    @Test
    void withoutTheModule_thereAreNone() {
        application
                .withClassLoader(new FilteredClassLoader(PresenceMetrics.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("presenceMetrics"));
    }
}
