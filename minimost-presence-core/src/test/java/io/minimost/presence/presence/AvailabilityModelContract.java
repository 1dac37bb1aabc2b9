package io.minimost.presence.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.events.PresenceEvent;
import io.minimost.presence.events.PresenceEvent.PresenceChanged;
import io.minimost.presence.events.PresenceEvent.StatusChanged;
import io.minimost.presence.testing.Seeds;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.Availability;
import io.minimost.presence.values.PresenceState;
import io.minimost.presence.values.Status;
import io.minimost.presence.values.StatusSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random sessions, statuses, calls and invisibility of two users, at two stores: both must answer the same as the model, and
 * publish each change once. A failed run reports how to repeat it.
 */
abstract class AvailabilityModelContract {
    private static final int STEPS = 250;
    private static final List<String> USERS = List.of("ann", "bob");
    private static final List<String> SESSIONS = List.of("desk-0001", "phone-0001");

    @RegisterExtension
    final StoreFixture fixture;

    private final Map<String, AvailabilityModel> models = new HashMap<>();
    private final Map<String, PresenceState> publishedStates = new HashMap<>();
    private final Map<String, Status> publishedStatuses = new HashMap<>();
    private final Map<String, Instant> hiddenSince = new HashMap<>();
    private Random random = new Random(0);
    private Optional<String> call = Optional.empty();

    AvailabilityModelContract(StoreFixture fixture) {
        this.fixture = fixture;
        USERS.forEach(user -> models.put(user, new AvailabilityModel()));
    }

    private final List<PresenceEvent> events = Collections.synchronizedList(new ArrayList<>());
    private List<PresenceStore> stores = List.of();

    /** Two stores with the same content, and the clock of the fixture. */
    abstract List<PresenceStore> open();

    @BeforeEach
    final void listen() {
        stores = open();
        stores.forEach(store -> store.events().on(PresenceEvent.class, events::add));
    }

    /** Else what the stores publish would be in any order. */
    private void awaitDelivered() {
        stores.forEach(StoreFixture::awaitDelivered);
    }

    static LongStream seeds() {
        return Seeds.all();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void stores_behaveLikeTheModel(long seed) {
        random = new Random(seed);
        for (int step = 0; step < STEPS; step++) {
            Seeds.step(seed, step, this::step);
        }
    }

    private void step() {
        String what = act(any(USERS));
        // At most an hour in all, so that nobody is unlisted.
        fixture.clock().stepSeconds(random.nextInt(27));
        call.ifPresent(id -> USERS.forEach(
                user -> assertThat(store().calls().heartbeat(id, user)).isTrue()));
        awaitDelivered();
        for (PresenceStore store : stores) {
            store.sweep();
            awaitDelivered();
        }
        models.values().forEach(model -> model.pass(fixture.clock().instant()));
        List.copyOf(events).forEach(event -> follow(what, event));
        events.clear();
        USERS.forEach(user -> compare(what, user, model(user)));
    }

    private String act(String user) {
        UserPresence presence = store().presence();
        AvailabilityModel model = model(user);
        PresenceState state = any(List.of(PresenceState.values()));
        String session = any(SESSIONS);
        Instant now = fixture.clock().instant();
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> {
                presence.sessions().report(user, session, state);
                model.report(session, state, now);
                return "report " + user + " " + session + " " + state;
            }
            case 3, 4 -> {
                presence.update(user, state);
                model.update(state);
                return "update " + user + " " + state;
            }
            case 5, 6 -> {
                Status status = anyStatus(now);
                presence.statuses().set(user, status);
                model.set(status);
                return "set " + user + " " + status;
            }
            case 7 -> {
                StatusSource source = any(List.of(StatusSource.MANUAL, StatusSource.CALENDAR));
                presence.statuses().clear(user, source);
                model.clear(source);
                return "clear " + user + " " + source;
            }
            case 8 -> {
                PresenceOverride override = any(List.of(PresenceOverride.values()));
                presence.setOverride(user, override);
                model.set(override.status());
                return "override " + user + " " + override;
            }
            case 9 -> {
                presence.clearOverride(user);
                model.clearOverride();
                return "clearOverride " + user;
            }
            case 10 -> {
                return callOrHangUp(user);
            }
            default -> {
                return switchVisibility(user, presence, model);
            }
        }
    }

    private String callOrHangUp(String user) {
        if (call.isPresent()) {
            assertThat(store().calls().end(call.get(), user)).isTrue();
            call = Optional.empty();
        } else {
            String id = store().calls()
                    .initiate("dm:ann:bob", "ann")
                    .call()
                    .orElseThrow()
                    .id();
            assertThat(store().calls().accept(id, "bob").call()).isPresent();
            call = Optional.of(id);
        }
        models.values().forEach(model -> model.setInCall(call.isPresent()));
        return "call " + call;
    }

    private String switchVisibility(String user, UserPresence presence, AvailabilityModel model) {
        boolean isInvisible = !model.isInvisible();
        var unused = presence.privacy().change(user, before -> before.withInvisible(isInvisible));
        model.setInvisible(isInvisible);
        hiddenSince.remove(user);
        if (isInvisible) {
            presence.lastSeen(user).ifPresent(seen -> hiddenSince.put(user, seen));
        }
        return "invisible " + user + " " + isInvisible;
    }

    private void follow(String what, PresenceEvent event) {
        if (event instanceof PresenceChanged change) {
            assertThat(change.before().orElse(PresenceState.OFFLINE))
                    .as("%s: %s", what, change)
                    .isEqualTo(publishedStates.getOrDefault(change.user(), PresenceState.OFFLINE));
            publishedStates.put(change.user(), change.after().orElse(PresenceState.OFFLINE));
        } else if (event instanceof StatusChanged change) {
            assertThat(change.before())
                    .as("%s: %s", what, change)
                    .isEqualTo(Optional.ofNullable(publishedStatuses.get(change.user())))
                    .isNotEqualTo(change.after());
            change.after()
                    .ifPresentOrElse(
                            status -> publishedStatuses.put(change.user(), status),
                            () -> publishedStatuses.remove(change.user()));
        }
    }

    private void compare(String what, String user, AvailabilityModel model) {
        for (PresenceStore store : stores) {
            UserPresence presence = store.presence();
            VisiblePresence visible =
                    Objects.requireNonNull(presence.visible(List.of(user)).get(user));
            assertThat(visible.state()).as("%s: state of %s", what, user).isEqualTo(model.visible());
            assertThat(presence.recentStates().getOrDefault(user, PresenceState.OFFLINE))
                    .as("%s: listed state of %s", what, user)
                    .isEqualTo(model.visible());
            assertThat(visible.status()).as("%s: status of %s", what, user).isEqualTo(model.shown());
            assertThat(presence.isOnline(user))
                    .as("%s: %s is online", what, user)
                    .isEqualTo(model.isOnline());
            assertThat(presence.statuses().isDoNotDisturb(user))
                    .as("%s: do not disturb %s", what, user)
                    .isEqualTo(model.isDoNotDisturb());
            if (model.isInvisible()) {
                assertThat(visible.lastSeen())
                        .as("%s: last seen of %s", what, user)
                        .isEqualTo(Optional.ofNullable(hiddenSince.get(user)));
            }
        }
        assertThat(publishedStates.getOrDefault(user, PresenceState.OFFLINE))
                .as("%s: published state of %s", what, user)
                .isEqualTo(model.visible());
        assertThat(Optional.ofNullable(publishedStatuses.get(user)))
                .as("%s: published status of %s", what, user)
                .isEqualTo(model.shown());
    }

    private Status anyStatus(Instant now) {
        Status status = Status.by(any(List.of(StatusSource.MANUAL, StatusSource.CALENDAR)));
        List<Availability> settable = new ArrayList<>(List.of(Availability.values()));
        settable.remove(Availability.IN_CALL);
        status = random.nextInt(3) > 0 ? status.with(any(settable)) : status.withText("Something");
        return random.nextBoolean() ? status.withEnd(now.plusSeconds(1 + random.nextInt(120))) : status;
    }

    private AvailabilityModel model(String user) {
        return Objects.requireNonNull(models.get(user));
    }

    private PresenceStore store() {
        return any(stores);
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
