package io.minimost.presence.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.PresenceStore;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Spring Boot 3 and 4 each have an indicator of their own; here both are on the class path. */
class PresenceHealthTest {
    private static final String NAME = "presenceHealthIndicator";
    private static final String BOOT_3 = "org.springframework.boot.actuate.health";
    private static final String BOOT_4 = "org.springframework.boot.health";

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    PresenceAutoConfiguration.class,
                    PresenceHealthAutoConfiguration.class,
                    PresenceHealthBoot3AutoConfiguration.class))
            .withPropertyValues("minimost.presence.in-memory=true");

    @Test
    void store_thatAnswers_isUp_elseDown_inBoot3() {
        application.withClassLoader(new FilteredClassLoader(BOOT_4)).run(context -> {
            HealthIndicator indicator = context.getBean(NAME, HealthIndicator.class);
            assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);

            context.getBean(PresenceStore.class).close();

            assertThat(indicator.health().getStatus()).isEqualTo(Status.DOWN);
            assertThat(indicator.health().getDetails())
                    .extractingByKey("error")
                    .asString()
                    .contains("Closed");
        });
    }

    @Test
    void store_thatAnswers_isUp_elseDown_inBoot4() {
        application.withClassLoader(new FilteredClassLoader(BOOT_3)).run(context -> {
            var indicator = context.getBean(NAME, org.springframework.boot.health.contributor.HealthIndicator.class);
            assertThat(indicator.health())
                    .isEqualTo(org.springframework.boot.health.contributor.Health.up()
                            .build());

            context.getBean(PresenceStore.class).close();

            assertThat(indicator.health())
                    .extracting(org.springframework.boot.health.contributor.Health::getStatus)
                    .isEqualTo(org.springframework.boot.health.contributor.Status.DOWN);
        });
    }

    @Test
    void disabled_thereIsNone() {
        application
                .withClassLoader(new FilteredClassLoader(BOOT_4))
                .withPropertyValues("management.health.presence.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(NAME));
    }

    @Test
    void withoutActuator_thereIsNone() {
        application
                .withClassLoader(new FilteredClassLoader(BOOT_3, BOOT_4))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(NAME));
    }
}
