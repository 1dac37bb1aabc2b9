package io.minimost.presence.answers;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.json.PrivateChannelList;
import io.minimost.presence.values.ChannelId;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The answers of a store as texts: kept ones, or fresh ones with which they are compared. */
final class Answers {
    private static final long MEGABYTE = 1024 * 1024;

    private Answers() {}

    static PolledAnswers<String> kept(PresenceStore store) {
        return of(store, MEGABYTE);
    }

    static PolledAnswers<String> fresh(PresenceStore store) {
        return of(store, 0);
    }

    private static PolledAnswers<String> of(PresenceStore store, long maxBytes) {
        return new PolledAnswers<>(
                store,
                new PrivateChannelList(store.channels(), store.receipts(), Optional.empty()),
                json -> new String(json, StandardCharsets.UTF_8),
                maxBytes);
    }

    /** All answers to all of {@code users} about all of {@code channels}, by what they are. */
    static Map<String, String> all(
            PolledAnswers<String> answers, Collection<String> users, Collection<String> channels) {
        Map<String, String> all = new TreeMap<>();
        all.put("online", answers.onlineUsers());
        for (String user : users) {
            all.put("channels of " + user, answers.privateChannels(user));
            all.put("calls of " + user, answers.incomingCalls(user));
        }
        for (String name : channels) {
            ChannelId channel = ChannelId.parse(name);
            all.put("receipts of " + name, answers.readReceipts(channel));
            all.put("watermarks of " + name, answers.readWatermarks(channel));
            all.put("deliveries of " + name, answers.deliveredWatermarks(channel));
            all.put("shares of " + name, answers.activeShares(channel));
            for (String user : users) {
                ChannelId.Private.find(name)
                        .ifPresent(team -> all.put(user + " in " + name, String.valueOf(answers.isMember(team, user))));
                all.put("typing in " + name + " for " + user, answers.typing(channel, user));
                all.put("call in " + name + " for " + user, answers.activeCall(channel, user));
            }
        }
        return all;
    }
}
