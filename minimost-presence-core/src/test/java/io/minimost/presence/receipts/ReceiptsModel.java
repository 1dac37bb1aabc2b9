package io.minimost.presence.receipts;

import io.minimost.presence.events.PresenceEvent;
import io.minimost.presence.events.PresenceEvent.ChannelDeleted;
import io.minimost.presence.events.PresenceEvent.MessageDeleted;
import io.minimost.presence.events.PresenceEvent.MessagesDelivered;
import io.minimost.presence.events.PresenceEvent.MessagesRead;
import io.minimost.presence.events.PresenceEvent.PrivacyChanged;
import io.minimost.presence.events.PresenceEvent.ReadPointMoved;
import io.minimost.presence.events.PresenceEvent.UserDeleted;
import io.minimost.presence.events.PresenceEvent.WatermarkMoved;
import io.minimost.presence.presence.PrivacySettings;
import io.minimost.presence.presence.ReceiptPrivacy;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.MessageRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What receipts should do, implemented again without a database. */
final class ReceiptsModel {
    private static final Instant NOW = StoreFixture.START;

    private final Map<Place, Instant> shown = new HashMap<>();
    private final Map<Place, Instant> own = new HashMap<>();
    private final Map<Place, Instant> delivered = new HashMap<>();
    private final Map<MessageRef, TreeSet<String>> receipts = new HashMap<>();
    private final Map<String, PrivacySettings> privacy = new HashMap<>();

    /** Whose own point was once moved by itself: the user hears of it from then on. */
    private final Set<Place> apart = new HashSet<>();

    private List<PresenceEvent> events = new ArrayList<>();

    private record Place(String channel, String user) {}

    List<PresenceEvent> takeEvents() {
        List<PresenceEvent> taken = events;
        events = new ArrayList<>();
        return taken;
    }

    int markRead(String channel, String user, List<Instant> messages) {
        Place place = new Place(channel, user);
        Instant newest = messages.stream().max(Instant::compareTo).orElseThrow();
        if (isPrivate(user)) {
            int unread = (int) messages.stream()
                    .distinct()
                    .filter(time -> isLater(time, own.get(place)))
                    .count();
            markReadPrivately(channel, user, newest);
            return unread;
        }
        var unused = show(place, newest);
        List<Instant> fresh = messages.stream()
                .filter(time -> receipts.computeIfAbsent(new MessageRef(channel, time), none -> new TreeSet<>())
                        .add(user))
                .toList();
        if (!fresh.isEmpty()) {
            events.add(new MessagesRead(channel, user, fresh, NOW));
        }
        return fresh.size();
    }

    boolean markReadUpTo(String channel, String user, Instant upTo) {
        return isPrivate(user) ? markReadPrivately(channel, user, upTo) : show(new Place(channel, user), upTo);
    }

    private boolean show(Place place, Instant upTo) {
        boolean moved = isLater(upTo, shown.get(place));
        if (moved) {
            shown.put(place, upTo);
            events.add(new WatermarkMoved(place.channel, place.user, upTo, NOW));
        }
        if (isLater(upTo, own.get(place))) {
            own.put(place, upTo);
            if (apart.contains(place)) {
                events.add(new ReadPointMoved(place.channel, place.user, upTo, NOW));
            }
        }
        return moved;
    }

    boolean markReadPrivately(String channel, String user, Instant upTo) {
        Place place = new Place(channel, user);
        return isLater(upTo, own.get(place)) && move(place, upTo);
    }

    boolean markUnreadFrom(String user, MessageRef message) {
        Place place = new Place(message.channel(), user);
        Instant before = EpochSeconds.toInstant(Math.nextDown(message.seconds()));
        return isLater(Optional.ofNullable(own.get(place)).orElse(Instant.MIN), before) && move(place, before);
    }

    private boolean move(Place place, Instant point) {
        own.put(place, point);
        apart.add(place);
        events.add(new ReadPointMoved(place.channel, place.user, point, NOW));
        return true;
    }

    boolean markDelivered(String channel, String user, Instant upTo) {
        Place place = new Place(channel, user);
        boolean moved = !isPrivate(user) && !privacyOf(user).invisible() && isLater(upTo, delivered.get(place));
        if (moved) {
            delivered.put(place, upTo);
            events.add(new MessagesDelivered(channel, user, upTo, NOW));
        }
        return moved;
    }

    void setPrivacy(String user, PrivacySettings settings) {
        if (!settings.equals(privacyOf(user))) {
            privacy.put(user, settings);
            events.add(new PrivacyChanged(user, NOW));
        }
    }

    void deleteUser(String user) {
        forget(place -> place.user.equals(user));
        receipts.values().forEach(readers -> readers.remove(user));
        privacy.remove(user);
        events.add(new UserDeleted(user, NOW));
    }

    void deleteChannel(String channel) {
        forget(place -> place.channel.equals(channel));
        receipts.keySet().removeIf(message -> message.channel().equals(channel));
        events.add(new ChannelDeleted(channel, NOW));
    }

    void deleteMessage(MessageRef message) {
        receipts.remove(message);
        events.add(new MessageDeleted(message, NOW));
    }

    private void forget(Predicate<Place> gone) {
        shown.keySet().removeIf(gone);
        own.keySet().removeIf(gone);
        delivered.keySet().removeIf(gone);
        apart.removeIf(gone);
    }

    Map<Instant, List<String>> receiptsOf(String channel) {
        Map<Instant, List<String>> readers = new TreeMap<>();
        receipts.forEach((message, names) -> {
            if (message.channel().equals(channel) && !names.isEmpty()) {
                readers.put(message.at(), List.copyOf(names));
            }
        });
        return readers;
    }

    Map<String, Instant> watermarks(String channel) {
        return of(channel, shown);
    }

    Map<String, Instant> deliveredUpTo(String channel) {
        return of(channel, delivered);
    }

    private static Map<String, Instant> of(String channel, Map<Place, Instant> times) {
        Map<String, Instant> byUser = new TreeMap<>();
        times.forEach((place, time) -> {
            if (place.channel.equals(channel)) {
                byUser.put(place.user, time);
            }
        });
        return byUser;
    }

    Optional<Instant> readPoint(String channel, String user) {
        return Optional.ofNullable(own.get(new Place(channel, user)));
    }

    Map<String, Instant> ownReadPoints(String user) {
        Map<String, Instant> points = new TreeMap<>();
        own.forEach((place, time) -> {
            if (place.user.equals(user) && !time.equals(shown.get(place))) {
                points.put(place.channel, time);
            }
        });
        return points;
    }

    private PrivacySettings privacyOf(String user) {
        return privacy.getOrDefault(user, PrivacySettings.DEFAULT);
    }

    private boolean isPrivate(String user) {
        return privacyOf(user).receipts() == ReceiptPrivacy.PRIVATE;
    }

    private static boolean isLater(Instant time, @Nullable Instant than) {
        return than == null || time.isAfter(than);
    }
}
