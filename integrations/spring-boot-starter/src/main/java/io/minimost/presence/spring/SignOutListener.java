package io.minimost.presence.spring;

import io.minimost.presence.push.EventHub;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.security.authentication.event.LogoutSuccessEvent;

/** Ends the connections of a user who signs out. */
record SignOutListener(EventHub hub) implements ApplicationListener<LogoutSuccessEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(SignOutListener.class);

    @Override
    public void onApplicationEvent(LogoutSuccessEvent event) {
        try {
            hub.disconnect(event.getAuthentication().getName());
        } catch (RuntimeException e) {
            // Signing out must not fail for it. A name that is not valid has no connection.
            LOG.debug("the connections of a user who signed out were not ended", e);
        }
    }
}
