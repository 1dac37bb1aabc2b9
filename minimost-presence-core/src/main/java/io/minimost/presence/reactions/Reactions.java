package io.minimost.presence.reactions;

import io.minimost.presence.events.PresenceEvent.ReactionAdded;
import io.minimost.presence.events.PresenceEvent.ReactionRemoved;
import io.minimost.presence.internal.ChangeScope;
import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.Keys;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.MessageRef;
import io.minimost.presence.values.ReactionName;
import io.minimost.presence.values.UserName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who reacted to which message, and how. A user can add each reaction to a message once.
 *
 * <p>Every change is one transaction, so concurrent changes neither fail nor get lost. The host decides who may react, and
 * whether reactions need a narrower rule than {@link ReactionName}. Names must be valid ({@link ReactionName},
 * {@link UserName}), else {@link IllegalArgumentException}. No method returns or takes null. Thread-safe.
 *
 * <p>Reactions that differ only in the variation selectors U+FE0E and U+FE0F are one: they have the spelling in which the
 * message received them first.
 */
public final class Reactions {
    private final Database database;
    private final Dao<ReactionSql> reactions;
    private final ReactionLimits limits;

    /**
     * For {@code PresenceStore}, which hands this out.
     *
     * @hidden
     */
    @SuppressWarnings("exports")
    public Reactions(Database database, ReactionLimits limits) {
        this.database = database;
        this.limits = limits;
        reactions = database.register(ReactionSql.class, PostgresReactionSql.class, new ReactionRow.Mapper());
        database.callbacks()
                .onUserDeleted((transaction, user) -> transaction.sql(reactions).deleteReactor(user));
        database.callbacks()
                .onChannelDeleted(
                        (transaction, channel) -> transaction.sql(reactions).deleteChannel(channel));
        database.callbacks()
                .onMessageDeleted((transaction, message) ->
                        transaction.sql(reactions).deleteMessage(message.channel(), message.seconds()));
    }

    /**
     * Adds a reaction. Publishes {@link ReactionAdded}.
     *
     * @return {@link ToggleResult#ADDED}, {@link ToggleResult#UNCHANGED} or {@link ToggleResult#LIMIT_REACHED}
     */
    public ToggleResult add(MessageRef message, String emoji, String user) {
        requireValid(message, emoji, user);
        return change(message, emoji, user, this::add);
    }

    /**
     * Removes a reaction. Publishes {@link ReactionRemoved}.
     *
     * @return {@link ToggleResult#REMOVED} or {@link ToggleResult#UNCHANGED}
     */
    public ToggleResult remove(MessageRef message, String emoji, String user) {
        return change(message, emoji, user, this::remove);
    }

    /**
     * Removes a reaction if it exists, else adds it. Publishes {@link ReactionRemoved} or {@link ReactionAdded}.
     *
     * @return {@link ToggleResult#REMOVED}, {@link ToggleResult#ADDED} or {@link ToggleResult#LIMIT_REACHED}
     */
    public ToggleResult toggle(MessageRef message, String emoji, String user) {
        requireValid(message, emoji, user);
        return change(message, emoji, user, (sql, ref, name, reactor) -> {
            ToggleResult removed = remove(sql, ref, name, reactor);
            return removed == ToggleResult.REMOVED ? removed : addNew(sql, ref, name, reactor);
        });
    }

    /** The reactions to {@code message}, by name in byte order. */
    public List<Reaction> reactionsTo(MessageRef message) {
        Objects.requireNonNull(message, "message");
        return reactionsTo(message.channel(), List.of(message.at()))
                .values()
                .iterator()
                .next();
    }

    /**
     * The reactions to each of {@code messages}, by name in byte order. The map has the order of {@code messages}; a message
     * without reactions has an empty list.
     */
    public Map<Instant, List<Reaction>> reactionsTo(String channel, Collection<Instant> messages) {
        ChannelId.requireStored(channel);
        List<Instant> times = Objects.requireNonNull(messages, "messages").stream()
                .map(time -> Objects.requireNonNull(time, "message"))
                .toList();
        String json = times.stream()
                .map(time -> EpochSeconds.text(EpochSeconds.of(time)))
                .collect(Collectors.joining(",", "[", "]"));
        Map<Double, List<ReactionRow>> found = new LinkedHashMap<>();
        for (ReactionRow row : database.read(reactions, sql -> sql.of(channel, json))) {
            found.computeIfAbsent(row.message(), message -> new ArrayList<>()).add(row);
        }
        Map<Instant, List<Reaction>> answer = new LinkedHashMap<>();
        for (Instant time : times) {
            answer.put(time, ReactionRow.reactions(found.getOrDefault(EpochSeconds.of(time), List.of())));
        }
        return Collections.unmodifiableMap(answer);
    }

    /** The same for a channel that was parsed already. */
    public Map<Instant, List<Reaction>> reactionsTo(ChannelId channel, Collection<Instant> messages) {
        return reactionsTo(Objects.requireNonNull(channel, "channel").text(), messages);
    }

    private ToggleResult change(MessageRef message, String emoji, String user, Change change) {
        Objects.requireNonNull(message, "message");
        ReactionName.requireStored(emoji);
        UserName.requireStored(user);
        Instant now = database.now();
        Keys keys = Keys.message(message).changing(ChangeScope.NOTHING);
        return database.write(Durability.DURABLE, keys, transaction -> {
            String stored = spelling(transaction.sql(reactions), message, emoji);
            ToggleResult outcome = change.apply(transaction.sql(reactions), message, stored, user);
            publish(transaction, outcome, message, stored, user, now);
            return outcome;
        });
    }

    private static void requireValid(MessageRef message, String emoji, String user) {
        ChannelId.parse(Objects.requireNonNull(message, "message").channel());
        ReactionName.require(emoji);
        UserName.require(user);
    }

    /** As the message has the reaction already, else as it was sent. */
    private static String spelling(ReactionSql sql, MessageRef message, String emoji) {
        if (!EmojiSpelling.mayVary(emoji)) {
            return emoji;
        }
        @Nullable
        String stored = sql.spelling(message.channel(), message.seconds(), EmojiSpelling.withoutSelectors(emoji));
        return stored == null ? emoji : stored;
    }

    private ToggleResult add(ReactionSql sql, MessageRef message, String emoji, String user) {
        String channel = message.channel();
        double ts = message.seconds();
        boolean exists = EmojiSpelling.mayVary(emoji)
                ? sql.spellingBy(channel, ts, EmojiSpelling.withoutSelectors(emoji), user) != null
                : sql.find(channel, ts, emoji, user) != null;
        return exists ? ToggleResult.UNCHANGED : addNew(sql, message, emoji, user);
    }

    /** Adds a reaction that the user has not added yet. */
    private ToggleResult addNew(ReactionSql sql, MessageRef message, String emoji, String user) {
        List<ReactionSql.Spelling> known = sql.spellings(user, message.channel(), message.seconds());
        if (countOthers(known.stream(), emoji) >= limits.perMessage()
                || countOthers(known.stream().filter(ReactionSql.Spelling::isOwn), emoji) >= limits.perUser()) {
            return ToggleResult.LIMIT_REACHED;
        }
        sql.insert(message.channel(), message.seconds(), emoji, user);
        return ToggleResult.ADDED;
    }

    private static long countOthers(Stream<ReactionSql.Spelling> spellings, String emoji) {
        return EmojiSpelling.countOthers(spellings.map(ReactionSql.Spelling::emoji), emoji);
    }

    private ToggleResult remove(ReactionSql sql, MessageRef message, String emoji, String user) {
        String channel = message.channel();
        double ts = message.seconds();
        int deleted = EmojiSpelling.mayVary(emoji)
                ? sql.deleteSpellings(channel, ts, EmojiSpelling.withoutSelectors(emoji), user)
                : sql.delete(channel, ts, emoji, user);
        return deleted > 0 ? ToggleResult.REMOVED : ToggleResult.UNCHANGED;
    }

    private static void publish(
            Transaction transaction, ToggleResult outcome, MessageRef message, String emoji, String user, Instant now) {
        if (outcome == ToggleResult.ADDED) {
            transaction.publish(new ReactionAdded(message, emoji, user, now));
        } else if (outcome == ToggleResult.REMOVED) {
            transaction.publish(new ReactionRemoved(message, emoji, user, now));
        }
    }

    private interface Change {
        ToggleResult apply(ReactionSql sql, MessageRef message, String emoji, String user);
    }
}
