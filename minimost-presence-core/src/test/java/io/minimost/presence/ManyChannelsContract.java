package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.calls.Call;
import io.minimost.presence.channels.HistoryVisibility;
import io.minimost.presence.channels.Memberships;
import io.minimost.presence.internal.NameList;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.ChannelId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is read of many channels at once is what is read of each, in every store; also of more than one statement takes. */
abstract class ManyChannelsContract {
    private static final List<String> USERS = List.of("alice", "bob", "Zo\u00eb", "o'hara", "a\"b");
    private static final Instant START = StoreFixture.START;

    @RegisterExtension
    final StoreFixture fixture;

    private final List<String> names = new ArrayList<>();
    private final List<ChannelId> ids = new ArrayList<>();

    ManyChannelsContract(StoreFixture fixture) {
        this.fixture = fixture;
    }

    /** Something of each kind in some channels; nothing in most. */
    @BeforeEach
    void fillTheStore() {
        Random random = new Random(7);
        for (int i = 0; i < 8; i++) {
            privateChannel(i, random);
        }
        add(ChannelId.parse("dm:alice:bob"));
        add(ChannelId.parse("dm:alice:o'hara"));
        while (names.size() < 2 * NameList.MOST + 3) {
            add(ChannelId.parse("a \"channel\" " + names.size()));
        }
        Collections.shuffle(names, random);
        for (int i = 0; i < names.size(); i += 1 + random.nextInt(60)) {
            use(names.get(i), random);
        }
        ids.stream().filter(id -> !(id instanceof ChannelId.Public)).forEach(id -> use(id.text(), random));
        fixture.clock().stepSeconds(1);
        names.stream().limit(40).forEach(name -> fixture.store().typing().start("zoe", name));
        // A name that is asked for twice is answered once.
        names.add(names.get(0));
    }

    private void privateChannel(int number, Random random) {
        List<String> members = USERS.subList(0, 1 + random.nextInt(USERS.size()));
        ChannelId.Private id = fixture.store()
                .channels()
                .create("Team", members.get(0), members)
                .id();
        if (number % 2 == 0) {
            fixture.store().channels().addMember(id, members.get(0), "late", HistoryVisibility.fromNow());
        }
        add(id);
    }

    private void add(ChannelId id) {
        ids.add(id);
        names.add(id.text());
    }

    private void use(String name, Random random) {
        for (String user : USERS.subList(0, 1 + random.nextInt(USERS.size()))) {
            fixture.store().typing().start(user, name);
            fixture.store().receipts().markReadUpTo(name, user, START.minusSeconds(random.nextInt(9)));
            fixture.store().receipts().markRead(name, user, List.of(START.minusSeconds(random.nextInt(9))));
            fixture.store().receipts().deliveries().markDelivered(name, user, START.minusSeconds(random.nextInt(9)));
            fixture.store().screenShares().start(name, user);
        }
        fixture.store().calls().initiate(name, "alice");
    }

    @Test
    void typing() {
        assertSame(
                fixture.store().typing().typingUsers(names),
                name -> fixture.store().typing().typingUsers(name));
        assertSame(
                fixture.store().typing().typingUsers(names, "alice"),
                name -> fixture.store().typing().typingUsers(name, "alice"));
    }

    @Test
    void watermarks() {
        assertSame(
                fixture.store().receipts().watermarks(names),
                name -> fixture.store().receipts().watermarks(name));
        assertSame(
                fixture.store().receipts().deliveries().deliveredUpTo(names),
                name -> fixture.store().receipts().deliveries().deliveredUpTo(name));
    }

    @Test
    void screenShares() {
        assertSame(
                fixture.store().screenShares().active(names),
                name -> fixture.store().screenShares().active(name));
    }

    @Test
    void calls() {
        assertCallsAreThoseOfEach();
        fixture.clock().step(Duration.ofSeconds(20));
        Call call = fixture.store().calls().live().get(0);
        fixture.store().calls().accept(call.id(), call.participants().get(1).user());
        fixture.clock().step(Duration.ofSeconds(15));
        assertThat(fixture.store().calls().live()).as("the others ring no more").hasSize(1);
        assertCallsAreThoseOfEach();
    }

    private void assertCallsAreThoseOfEach() {
        Map<String, Call> each = new LinkedHashMap<>();
        for (String name : new LinkedHashSet<>(names)) {
            fixture.store().calls().active(name).ifPresent(call -> each.put(name, call));
        }
        Map<String, Call> active = fixture.store().calls().active(names);
        assertThat(active).isEqualTo(each).isNotEmpty().isUnmodifiable();
        assertThat(active.keySet()).containsExactlyElementsOf(each.keySet());
        assertThat(fixture.store().calls().live()).containsExactlyInAnyOrderElementsOf(each.values());
    }

    @Test
    void memberships() {
        Memberships memberships = fixture.store().channels().memberships();
        Map<String, List<ChannelId>> asked = new HashMap<>();
        Map<String, Set<ChannelId>> each = new HashMap<>();
        for (String user : List.of("alice", "Zo\u00eb", "o'hara", "a\"b", "late", "nobody")) {
            asked.put(user, ids);
            each.put(user, new LinkedHashSet<>());
            ids.stream()
                    .filter(id -> fixture.store().channels().takesPart(id, user))
                    .forEach(id -> each.get(user).add(id));
        }

        assertThat(memberships.takingPart(asked)).isEqualTo(each).satisfies(ManyChannelsContract::assertUnmodifiable);
        assertThat(each.values())
                .as("those who take part somewhere")
                .filteredOn(own -> !own.isEmpty())
                .hasSize(5);
        for (String user : List.of("alice", "late", "nobody")) {
            Map<ChannelId, Instant> starts = new HashMap<>();
            for (ChannelId id : ids) {
                if (id instanceof ChannelId.Private own) {
                    fixture.store().channels().historyStart(own, user).ifPresent(start -> starts.put(own, start));
                }
            }
            assertThat(memberships.historyStarts(ids, user))
                    .as(user)
                    .isEqualTo(starts)
                    .isUnmodifiable();
        }
        Map<ChannelId, List<String>> people = memberships.participants(ids);
        assertThat(people.keySet()).containsExactlyElementsOf(ids);
        assertUnmodifiable(people);
        assertThat(people)
                .allSatisfy((id, users) ->
                        assertThat(users).isEqualTo(fixture.store().channels().participants(id)));
    }

    /** Nothing of what the store hands out can be changed, also not within. */
    private static void assertUnmodifiable(Map<?, ?> answer) {
        assertThat(answer).isUnmodifiable();
        answer.values().forEach(value -> {
            if (value instanceof Map<?, ?> map) {
                assertThat(map).isUnmodifiable();
            } else if (value instanceof Collection<?> collection) {
                assertThat(collection).isUnmodifiable();
            }
        });
    }

    private <T> void assertSame(Map<String, T> all, Function<String, T> each) {
        Map<String, T> expected = new LinkedHashMap<>();
        names.forEach(name -> expected.putIfAbsent(name, each.apply(name)));
        assertThat(all).isEqualTo(expected);
        assertUnmodifiable(all);
        assertThat(all.keySet()).containsExactlyElementsOf(expected.keySet());
        assertThat(new LinkedHashSet<>(all.values())).as("different values").hasSizeGreaterThan(3);
    }
}
