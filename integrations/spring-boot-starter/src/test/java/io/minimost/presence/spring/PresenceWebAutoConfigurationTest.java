package io.minimost.presence.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.host.HostEvent;
import io.minimost.presence.push.EventHub;
import io.minimost.presence.receipts.MessageLookup;
import io.minimost.presence.servlet.CurrentUser;
import io.minimost.presence.servlet.PresenceFilter;
import io.minimost.presence.values.MessageId;
import io.minimost.presence.values.MessageRef;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class PresenceWebAutoConfigurationTest {
    private final WebApplicationContextRunner application = new WebApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(PresenceAutoConfiguration.class, PresenceWebAutoConfiguration.class))
            .withPropertyValues("minimost.presence.in-memory=true", "minimost.presence.public-channels=general");

    @ParameterizedTest
    @CsvSource({"/presence-api, /presence-api/*", "/chat/live, /chat/live/*", "'', /*"})
    void filter_isRegisteredBelowThePrefix(String prefix, String pattern) {
        application.withPropertyValues("minimost.presence.prefix=" + prefix).run(context -> {
            FilterRegistrationBean<?> registration =
                    context.getBean("presenceFilterRegistration", FilterRegistrationBean.class);

            assertThat(registration.getUrlPatterns()).containsExactly(pattern);
            assertThat(send(context.getBean(PresenceFilter.class), "alice", "POST", prefix + "/typing/general"))
                    .isEqualTo(204);
            assertThat(context.getBean(PresenceStore.class).typing().typingUsers("general", "bob"))
                    .containsExactly("alice");
        });
    }

    @Test
    void prefix_isOneOfOurOwnByDefault() {
        application.run(context -> {
            assertThat(send(context.getBean(PresenceFilter.class), "alice", "POST", "/presence-api/typing/general"))
                    .isEqualTo(204);
        });
    }

    @Test
    void hub_isTheFiltersOwn() {
        application.run(context -> assertThat(context.getBean(EventHub.class))
                .isSameAs(context.getBean(PresenceFilter.class).hub()));
    }

    @Test
    void beansOfTheApplication_areAsked() {
        application
                .withBean(CurrentUser.class, () -> request -> Optional.of("carol"))
                .run(context -> {
                    assertThat(send(
                                    context.getBean(PresenceFilter.class),
                                    "alice",
                                    "POST",
                                    "/presence-api/typing/general"))
                            .isEqualTo(204);
                    assertThat(context.getBean(PresenceStore.class).typing().typingUsers("general", "bob"))
                            .containsExactly("carol");
                });
    }

    /** It publishes on the hub, and the filter with this hub asks it. */
    @Test
    void beanThatNeedsTheHub_isNoCycle() {
        application.withBean(Messages.class).run(context -> {
            assertThat(context).hasNotFailed();
            context.getBean(Messages.class).publish();

            assertThat(send(context.getBean(PresenceFilter.class), "alice", "POST", "/presence-api/mark_unread/m-7"))
                    .isEqualTo(204);
        });
    }

    @Test
    void twoBeansOfAType_failAtStart() {
        application
                .withBean("one", CurrentUser.class, () -> request -> Optional.empty())
                .withBean("two", CurrentUser.class, () -> request -> Optional.empty())
                .run(context -> assertThat(context).getFailure().hasMessageContaining("expected single matching bean"));
    }

    @Test
    void customizer_comesLast() {
        application
                .withBean(PresenceFilterCustomizer.class, () -> builder -> builder.prefix("/other"))
                .run(context -> assertThat(
                                send(context.getBean(PresenceFilter.class), "alice", "GET", "/other/online_users"))
                        .isEqualTo(200));
    }

    @Test
    void rates_areThoseOfTheProperties() {
        application
                .withPropertyValues(
                        "minimost.presence.limits.rates.typing.per-second=0.001",
                        "minimost.presence.limits.rates.typing.burst=1")
                .run(context -> {
                    PresenceFilter filter = context.getBean(PresenceFilter.class);

                    assertThat(send(filter, "alice", "POST", "/presence-api/typing/general"))
                            .isEqualTo(204);
                    assertThat(send(filter, "alice", "POST", "/presence-api/typing/general"))
                            .isEqualTo(429);
                });
    }

    @Test
    void sizeOfMoreThanAnArray_isRefusedByTheNameOfItsProperty() {
        application
                .withPropertyValues("minimost.presence.limits.max-media-size=3GB")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasRootCauseMessage("minimost.presence.limits.max-media-size must be at most 2147483647 bytes:"
                                + " 3221225472B"));
    }

    @Test
    void filterOfTheApplication_replacesOurs() {
        try (PresenceStore store = PresenceStore.inMemory()) {
            PresenceFilter own = PresenceFilter.create(store);

            application
                    .withBean(PresenceFilter.class, () -> own)
                    .run(context -> assertThat(
                                    context.getBean("presenceFilterRegistration", FilterRegistrationBean.class)
                                            .getFilter())
                            .isSameAs(own));
        }
    }

    private static int send(Filter filter, String user, String method, String path)
            throws ServletException, IOException {
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        request.setRemoteUser(user);
        MockHttpServletResponse response = new MockHttpServletResponse();
        filter.doFilter(request, response, new MockFilterChain());
        return response.getStatus();
    }

    record Messages(EventHub hub) implements MessageLookup {
        void publish() {
            hub.publish(HostEvent.in("general", "messages", "{}"));
        }

        @Override
        public Optional<Message> find(MessageId id, String viewer) {
            return Optional.of(new Message(new MessageRef("general", Instant.EPOCH), "bob"));
        }

        @Override
        public List<Instant> messagesOfOthers(String channel, String reader, Optional<Instant> after) {
            return List.of();
        }
    }
}
