package io.minimost.presence.push;

import io.minimost.presence.channels.PrivateChannels;
import io.minimost.presence.events.LoggedFact;
import io.minimost.presence.values.ChannelId;
import java.util.ArrayList;
import java.util.List;

/** Finds the topics that a fact changes, also those of the members of its channel. */
final class ChangedTopics {
    private final PrivateChannels channels;

    ChangedTopics(PrivateChannels channels) {
        this.channels = channels;
    }

    List<TopicKey> changedBy(LoggedFact fact) {
        FactEffect effect = FactEffect.of(fact);
        List<TopicKey> topics = new ArrayList<>(effect.topics());
        if (effect.changesMemberLists()) {
            fact.channel()
                    .flatMap(ChannelId.Private::find)
                    .map(channels::members)
                    .orElse(List.of())
                    .forEach(member -> topics.add(new TopicKey(TopicKind.PRIVATE_CHANNELS, member)));
        }
        return topics;
    }
}
