package io.minimost.presence.test;

import io.minimost.presence.OpenStore;
import io.minimost.presence.PresenceStore;
import io.minimost.presence.PresenceStoreBuilder;
import io.minimost.presence.push.ConnectRequest;
import io.minimost.presence.push.EventHub;
import io.minimost.presence.push.EventHubBuilder;
import io.minimost.presence.values.ChannelId;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test a {@link PresenceStore} of its own, with a {@link SteppedClock}, its {@link RecordedEvents}, and an
 * {@link EventHub} to connect to. After the test it closes them, and fails the test if it has left something open.
 *
 * <pre>{@code
 * @ExtendWith(PresenceStoreExtension.class)
 * class ChatTest {
 *     @Test
 *     void typing_ends(PresenceStore store, SteppedClock clock, RecordedEvents events) {
 *         store.typing().start("alice", "general");
 *         clock.advance(Duration.ofSeconds(6));
 *         assertThat(events).ofType(TypingStopped.class).hasSize(1);
 *     }
 * }
 * }</pre>
 *
 * <p>Or as a field, static or not, with settings:
 *
 * <pre>{@code
 * @RegisterExtension
 * final PresenceStoreExtension presence = PresenceStoreExtension.onFile().startingAt(monday);
 * }</pre>
 *
 * <p>The test, its {@code @BeforeEach} and {@code @AfterEach} methods and the constructor (unless the class is instantiated once for
 * all its tests) can have parameters of these four types. What is left open is: a subscription, a connection or a hub that the test
 * or the code it calls has opened and not closed, another store (in parallel, one that the test's own thread has opened), and
 * a connection of {@link #connect()}. The message says where each was opened. A test that fails by itself is not searched.
 *
 * <p>Immutable and thread-safe: tests may run in parallel. No method takes null.
 */
public final class PresenceStoreExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
    /** When the clock of each test starts, unless it says otherwise: 2026-01-01T00:00:00Z. */
    public static final Instant DEFAULT_START = Instant.parse("2026-01-01T00:00:00Z");

    private static final String PARALLEL = "junit.jupiter.execution.parallel.enabled";
    private static final Map<Class<?>, Function<StoreOfTest, Object>> PARAMETERS = Map.of(
            PresenceStore.class, StoreOfTest::store,
            SteppedClock.class, StoreOfTest::clock,
            RecordedEvents.class, StoreOfTest::events,
            EventHub.class, StoreOfTest::hub);

    private final ExtensionSettings settings;
    private final RunningTests running = new RunningTests();

    /** The same as {@link #inMemory}, for {@code @ExtendWith}. */
    public PresenceStoreExtension() {
        this(ExtensionSettings.in(MemoryPlace::new));
    }

    private PresenceStoreExtension(ExtensionSettings settings) {
        this.settings = settings;
    }

    /** Stores in memory: the fastest, and they behave like those in a file. */
    public static PresenceStoreExtension inMemory() {
        return new PresenceStoreExtension();
    }

    /** Stores in a file, {@link #file}, in a temporary folder for each test. */
    public static PresenceStoreExtension onFile() {
        return new PresenceStoreExtension(ExtensionSettings.in(FilePlace::new));
    }

    /**
     * Stores in PostgreSQL, each test in a schema of its own, which is dropped afterwards.
     *
     * @param connections opens a new connection at each call, as for {@link PresenceStoreBuilder#postgres}
     */
    public static PresenceStoreExtension onPostgres(DataSource connections) {
        Objects.requireNonNull(connections, "connections");
        return onPostgres(() -> connections);
    }

    /**
     * The same for a server that is started later.
     *
     * @param connections called before each test; may skip the test, by an assumption, where no server can run
     */
    public static PresenceStoreExtension onPostgres(Supplier<? extends DataSource> connections) {
        Objects.requireNonNull(connections, "connections");
        return new PresenceStoreExtension(ExtensionSettings.in(() -> new PostgresPlace(connections.get())));
    }

    /** The same with a clock that starts at {@code time}. */
    public PresenceStoreExtension startingAt(Instant time) {
        return new PresenceStoreExtension(settings.startingAt(Objects.requireNonNull(time, "time")));
    }

    /** The same with these settings of the stores, on top of those given before. */
    public PresenceStoreExtension withStore(UnaryOperator<PresenceStoreBuilder> more) {
        return new PresenceStoreExtension(settings.withStore(Objects.requireNonNull(more, "settings")));
    }

    /**
     * The same with these settings of {@link #hub}, on top of those given before. Without any, all users may use all public
     * channels, and else what {@code ChannelAccess.standard} allows.
     */
    public PresenceStoreExtension withHub(UnaryOperator<EventHubBuilder> more) {
        return new PresenceStoreExtension(settings.withHub(Objects.requireNonNull(more, "settings")));
    }

    /** The same for tests that may leave something open. */
    public PresenceStoreExtension withoutLeakCheck() {
        return new PresenceStoreExtension(settings.withoutLeakCheck());
    }

    /** The store of the test. */
    public PresenceStore store() {
        return current().store();
    }

    /** The clock of the store and of the hub. */
    public SteppedClock clock() {
        return current().clock();
    }

    /** The events of the store. */
    public RecordedEvents events() {
        return current().events();
    }

    /** A hub on the store, which is built when it is first asked for. */
    public EventHub hub() {
        return current().hub();
    }

    /** A client of {@link #hub} that is about {@code channels}; it is closed after the test. */
    public RecordingConnection connect(String user, String... channels) {
        return connect(ConnectRequest.of(user)
                .withChannels(Arrays.stream(channels).map(ChannelId::parse).toList()));
    }

    /** The same for any request. */
    public RecordingConnection connect(ConnectRequest request) {
        return current().connect(Objects.requireNonNull(request, "request"));
    }

    /**
     * The file of the store.
     *
     * @throws IllegalStateException unless it is {@link #onFile}
     */
    public Path file() {
        return current().place().file();
    }

    /**
     * Opens another connection to the database, as another program has it; close it. In PostgreSQL, its search path is the schema
     * of the test.
     *
     * @throws IllegalStateException if the store is in memory
     */
    public Connection connect() throws SQLException {
        return current().place().connect();
    }

    /**
     * Closes the store and opens it again with more settings, as a host that starts anew; a store in memory is empty then. The hub is
     * shut down. Events are recorded on. A {@link PresenceStore} that was a parameter stays closed.
     *
     * @return the new {@link #store}
     */
    public PresenceStore reopen(UnaryOperator<PresenceStoreBuilder> more) {
        return current().reopen(Objects.requireNonNull(more, "settings"));
    }

    /**
     * Opens another store on the same database, as another node or process has it (in memory, it has nothing in common with the first).
     * It follows the same clock, its events are not recorded, and it is closed after the test. What it changes reaches the first one
     * with the next sweep.
     */
    public PresenceStore openAnother(UnaryOperator<PresenceStoreBuilder> more) {
        return current().openAnother(Objects.requireNonNull(more, "settings"));
    }

    /**
     * A builder for a store in the same place that you open and close yourself: with its own timer and the clock of the machine, and
     * without the settings of the extension.
     */
    public PresenceStoreBuilder newBuilder() {
        return current().place().builder();
    }

    /** Opens the store, unless a constructor has received it already. */
    @Override
    public void beforeEach(ExtensionContext context) throws IOException, SQLException {
        running.add(storeOf(context));
    }

    /** Closes the store. */
    @Override
    public void afterEach(ExtensionContext context) throws IOException, SQLException {
        StoreOfTest store = stores(context).remove(StoreOfTest.class, StoreOfTest.class);
        if (store == null) {
            return;
        }
        running.remove(store);
        List<Leak> leaks = store.finish(isOfTest(context));
        if (settings.checksLeaks()
                && !leaks.isEmpty()
                && context.getExecutionException().isEmpty()) {
            throw new LeakReport(context.getRequiredTestClass()).of(leaks);
        }
    }

    /** Whether it is one of the four types. */
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return PARAMETERS.containsKey(parameter.getParameter().getType());
    }

    /** What the test has of that type. */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        if (context.getTestMethod().isEmpty()) {
            throw new ParameterResolutionException("each test has a " + type.getSimpleName()
                    + " of its own: it can be a parameter of a test or of a @BeforeEach method, but not of "
                    + parameter.getDeclaringExecutable().getName() + ", which is called once for all tests");
        }
        try {
            return Objects.requireNonNull(PARAMETERS.get(type)).apply(storeOf(context));
        } catch (IOException | SQLException e) {
            throw new ParameterResolutionException("the store cannot be opened", e);
        }
    }

    /** So that a constructor is called for one test, unless there is one instance for all. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    /** In parallel, stores of other tests are opened meanwhile. */
    private static Predicate<OpenStore> isOfTest(ExtensionContext context) {
        boolean isParallel = context.getConfigurationParameter(PARALLEL)
                .map(Boolean::parseBoolean)
                .orElse(false);
        String thread = Thread.currentThread().getName();
        return open -> !isParallel || open.thread().equals(thread);
    }

    private StoreOfTest current() {
        return running.current();
    }

    private StoreOfTest storeOf(ExtensionContext context) throws IOException, SQLException {
        ExtensionContext.Store stores = stores(context);
        @Nullable StoreOfTest known = stores.get(StoreOfTest.class, StoreOfTest.class);
        if (known == null) {
            known = new StoreOfTest(settings);
            stores.put(StoreOfTest.class, known);
        }
        return known;
    }

    private ExtensionContext.Store stores(ExtensionContext context) {
        return context.getStore(Namespace.create(PresenceStoreExtension.class, this));
    }
}
