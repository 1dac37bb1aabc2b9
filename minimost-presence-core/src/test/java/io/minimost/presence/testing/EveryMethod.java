package io.minimost.presence.testing;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.channels.HistoryVisibility;
import io.minimost.presence.events.FactFilter;
import io.minimost.presence.events.FactPosition;
import io.minimost.presence.events.NodeMessage;
import io.minimost.presence.events.PresenceEvent;
import io.minimost.presence.internal.AnswerVersion;
import io.minimost.presence.internal.CommitFeed;
import io.minimost.presence.presence.PresenceOverride;
import io.minimost.presence.presence.PrivacySettings;
import io.minimost.presence.presence.SessionKind;
import io.minimost.presence.receipts.MessageLookup;
import io.minimost.presence.signaling.SignalType;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.MessageId;
import io.minimost.presence.values.MessageRef;
import io.minimost.presence.values.PresenceState;
import io.minimost.presence.values.Status;
import io.minimost.presence.values.StatusSource;
import io.minimost.presence.values.StoreEvent;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A method of a store or of one of its capabilities, with arguments that it accepts: for rules that all methods must follow,
 * also new ones.
 */
public record EveryMethod(Object capability, Method method, List<@Nullable Object> arguments) {
    private static final String CHANNEL = "dm:alice:bob";
    private static final MessageRef MESSAGE = new MessageRef(CHANNEL, StoreFixture.START);

    /** The texts that are no names of users, by the names of their parameters. */
    private static final Map<String, String> TEXTS = Map.of(
            "channel", CHANNEL,
            "session", "session-1",
            "hub", "hub",
            "call", "no-such-call",
            "share", "no-such-share",
            "emoji", "rocket",
            "name", "Team",
            "mimeType", "video/webm",
            "payload", "{}");

    private static final Set<String> USERS = Set.of(
            "user", "viewer", "reader", "actor", "caller", "creator", "sharer", "sender", "reporter", "from", "to");

    private static final Map<Class<?>, Object> VALUES = Map.ofEntries(
            Map.entry(boolean.class, true),
            Map.entry(int.class, 1),
            Map.entry(long.class, 1L),
            Map.entry(byte[].class, new byte[] {1}),
            Map.entry(Instant.class, MESSAGE.at()),
            Map.entry(Optional.class, Optional.empty()),
            Map.entry(OptionalLong.class, OptionalLong.empty()),
            Map.entry(MessageRef.class, MESSAGE),
            Map.entry(MessageLookup.class, new NoMessages()),
            Map.entry(ChannelId.class, ChannelId.parse(CHANNEL)),
            Map.entry(ChannelId.Private.class, new ChannelId.Private(1)),
            Map.entry(HistoryVisibility.class, HistoryVisibility.all()),
            Map.entry(PresenceState.class, PresenceState.ACTIVE),
            Map.entry(SessionKind.class, SessionKind.MOBILE),
            Map.entry(PresenceOverride.class, PresenceOverride.IDLE),
            Map.entry(Status.class, Status.by(StatusSource.CALENDAR).withText("Workshop")),
            Map.entry(StatusSource.class, StatusSource.MANUAL),
            Map.entry(PrivacySettings.class, PrivacySettings.DEFAULT.withInvisible(true)),
            Map.entry(UnaryOperator.class, (UnaryOperator<PrivacySettings>) before -> before.withSendsTyping(false)),
            Map.entry(SignalType.class, SignalType.OFFER),
            Map.entry(Runnable.class, (Runnable) () -> {}),
            Map.entry(Supplier.class, (Supplier<Object>) () -> "called"),
            Map.entry(Class.class, PresenceEvent.class),
            Map.entry(Consumer.class, (Consumer<Object>) event -> {}),
            Map.entry(Duration.class, Duration.ofSeconds(1)),
            Map.entry(CommitFeed.class, new NoFeed()),
            Map.entry(AnswerVersion.class, new AnswerVersion(1, 0, Long.MAX_VALUE)),
            Map.entry(NodeMessage.class, new NodeMessage(Optional.empty(), Optional.empty(), "")),
            Map.entry(FactFilter.class, FactFilter.everything()),
            Map.entry(FactPosition.class, new FactPosition("0123456789abcdef", 1)));

    /** All methods of {@code store} and its capabilities, without those that return a capability, and {@code close}. */
    public static List<EveryMethod> of(PresenceStore store) {
        FactPosition token = store.events().latest();
        return in(store).map(call -> call.withToken(token)).toList();
    }

    /** A position of another log is answered without the database. */
    private EveryMethod withToken(FactPosition token) {
        return new EveryMethod(
                capability,
                method,
                arguments.stream()
                        .<@Nullable Object>map(argument -> argument instanceof FactPosition ? token : argument)
                        .toList());
    }

    private static Stream<EveryMethod> in(Object capability) {
        return Arrays.stream(capability.getClass().getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()))
                .filter(method -> !method.getName().equals("close"))
                .flatMap(method -> {
                    EveryMethod call = new EveryMethod(capability, method, valid(method));
                    return returnsACapability(method) ? in(call.invoke()) : Stream.of(call);
                });
    }

    private static boolean returnsACapability(Method method) {
        Class<?> type = method.getReturnType();
        return method.getParameterCount() == 0
                && type.getPackageName().startsWith("io.minimost.presence")
                && !type.isRecord();
    }

    /** The parameters that are one text, and have such a name. */
    public IntStream texts(Predicate<String> parameterName) {
        return IntStream.range(0, arguments.size())
                .filter(i -> parameter(i).getType() == String.class
                        && parameterName.test(parameter(i).getName()));
    }

    /** Whether a parameter of this name takes the name of a user. */
    public static boolean isUser(String parameterName) {
        return USERS.contains(parameterName);
    }

    /** The same with null for each argument that could be null. */
    public List<EveryMethod> withEachNull() {
        return IntStream.range(0, arguments.size())
                .filter(i -> !parameter(i).getType().isPrimitive())
                .mapToObj(i -> with(i, null))
                .toList();
    }

    /** The same with another argument. */
    public EveryMethod with(int index, @Nullable Object argument) {
        List<@Nullable Object> changed = new ArrayList<>(arguments);
        changed.set(index, argument);
        return new EveryMethod(capability, method, changed);
    }

    /** Calls it, and waits for the stage if it returns one; throws what it throws, which is never checked. */
    public Object invoke() {
        try {
            Object result = method.invoke(capability, arguments.toArray());
            return Objects.requireNonNullElse(
                    result instanceof CompletionStage<?> stage
                            ? stage.toCompletableFuture().get()
                            : result,
                    "nothing");
        } catch (InvocationTargetException | ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new AssertionError(toString(), e);
        } catch (IllegalAccessException | InterruptedException e) {
            throw new AssertionError(toString(), e);
        }
    }

    @Override
    public String toString() {
        return capability.getClass().getSimpleName() + "." + method.getName() + arguments;
    }

    private Parameter parameter(int index) {
        return method.getParameters()[index];
    }

    private static List<@Nullable Object> valid(Method method) {
        return Arrays.<@Nullable Object>asList(
                Arrays.stream(method.getParameters()).map(EveryMethod::valid).toArray());
    }

    private static Object valid(Parameter parameter) {
        Object value = switch (parameter.getParameterizedType().getTypeName()) {
            case "java.lang.String" -> isUser(parameter.getName()) ? "alice" : TEXTS.get(parameter.getName());
            case "java.util.Collection<java.time.Instant>" -> List.of(MESSAGE.at());
            case "java.util.Collection<java.lang.String>" ->
                List.of(parameter.getName().equals("channels") ? CHANNEL : "bob");
            case "java.util.Collection<io.minimost.presence.values.ChannelId>" ->
                List.of(new ChannelId.Private(1), ChannelId.parse(CHANNEL));
            case "java.util.Map<java.lang.String, ? extends java.util.Collection<io.minimost.presence.values.ChannelId>>" ->
                Map.of("alice", Set.of(new ChannelId.Private(1), ChannelId.parse(CHANNEL)));
            case "java.nio.file.Path" -> Path.of("target", "every-method-" + UUID.randomUUID() + ".db");
            default -> VALUES.get(parameter.getType());
        };
        return Objects.requireNonNull(value, () -> "say here what is accepted as " + parameter);
    }

    private static final class NoFeed implements CommitFeed {
        @Override
        public void committed(StoreEvent event) {}

        @Override
        public void released() {}
    }

    /** A host without messages. */
    private static final class NoMessages implements MessageLookup {
        @Override
        public Optional<Message> find(MessageId id, String viewer) {
            return Optional.empty();
        }

        @Override
        public List<Instant> messagesOfOthers(String channel, String reader, Optional<Instant> after) {
            return List.of();
        }
    }
}
