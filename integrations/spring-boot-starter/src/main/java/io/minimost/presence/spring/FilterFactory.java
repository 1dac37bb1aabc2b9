package io.minimost.presence.spring;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.host.ChannelAccess;
import io.minimost.presence.host.ChannelNotices;
import io.minimost.presence.host.HostEventSource;
import io.minimost.presence.host.UserDirectory;
import io.minimost.presence.limits.Rate;
import io.minimost.presence.limits.RateLimit;
import io.minimost.presence.receipts.MessageLookup;
import io.minimost.presence.servlet.CurrentUser;
import io.minimost.presence.servlet.Limits;
import io.minimost.presence.servlet.PresenceFilter;
import io.minimost.presence.servlet.PresenceFilterBuilder;
import io.minimost.presence.spring.PresenceProperties.LimitProperties;
import java.util.Map;
import org.springframework.util.unit.DataSize;

/** Makes the filter that the properties describe, with the beans of the application. */
final class FilterFactory {
    private FilterFactory() {}

    static PresenceFilterBuilder builder(PresenceStore store, PresenceProperties properties, LateBeans host) {
        PresenceFilterBuilder builder = PresenceFilter.builder(store)
                .prefix(properties.prefix())
                .publicChannels(properties.publicChannels())
                .trustedOrigins(properties.trustedOrigins().toArray(String[]::new))
                .answerMemory(properties.answerMemory().toBytes())
                .limits(limits(properties.limits()));
        if (properties.redirectAnonymousTo() != null) {
            builder.redirectAnonymousTo(properties.redirectAnonymousTo());
        }
        if (properties.readReceiptsAsWatermarks()) {
            builder.readReceiptsAsWatermarks();
        }
        if (!properties.reactions().isEmpty()) {
            builder.reactions(properties.reactions());
        }
        host.ifPresent(CurrentUser.class, builder::currentUser);
        host.ifPresent(ChannelAccess.class, builder::channelAccess);
        host.ifPresent(UserDirectory.class, builder::users);
        host.ifPresent(MessageLookup.class, builder::messages);
        host.ifPresent(ChannelNotices.class, builder::notices);
        host.ifPresent(HostEventSource.class, builder::hostEvents);
        return builder;
    }

    private static Limits limits(LimitProperties properties) {
        Limits limits = Limits.defaults()
                .withMaxBodyBytes(bytes("max-body-size", properties.maxBodySize()))
                .withMaxMediaBytes(bytes("max-media-size", properties.maxMediaSize()))
                .withStreams(properties.streamsPerUser(), properties.streamsInTotal())
                .withMaxDirectPeople(properties.directPeople());
        for (Map.Entry<RateLimit, PresenceProperties.RateProperties> rate :
                properties.rates().entrySet()) {
            limits = limits.withRate(
                    rate.getKey(),
                    new Rate(rate.getValue().perSecond(), rate.getValue().burst()));
        }
        return limits;
    }

    private static int bytes(String property, DataSize size) {
        if (size.toBytes() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("minimost.presence.limits." + property + " must be at most "
                    + Integer.MAX_VALUE + " bytes: " + size);
        }
        return (int) size.toBytes();
    }
}
