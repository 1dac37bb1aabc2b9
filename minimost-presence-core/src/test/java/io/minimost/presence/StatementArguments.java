package io.minimost.presence;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The arguments of each statement: all combinations of the values that are listed for each of its parameters, some of which
 * are in {@link VariedRows}; of very many, some.
 */
final class StatementArguments {
    private static final int MOST = 60;
    private static final List<String> CALLS = List.of("c1", "c2", "c3", "c4", "c5", "c6", "C0", "gone");
    private static final List<String> SHARES = List.of("s1", "s2", "s3", "S0", "gone");
    private static final List<String> SESSIONS = List.of("c1", "c2", "c3", "s1", "s3", "gone", "none");
    private static final List<String> USERS = List.of(
            "alice",
            "Alice",
            "bob",
            "Zo\u00eb",
            VariedRows.SMILE,
            VariedRows.TILDE,
            "\u00e9mile",
            "o'hara",
            "a_b",
            "nobody",
            "%");
    private static final List<String> CHANNELS =
            List.of("general", "General", "dm:alice:bob", "private:1", VariedRows.TILDE, VariedRows.SMILE, "none");
    private static final List<Double> MESSAGES = List.of(100.0, 100.5, 0.1, 1000.000001, -1.5, 7.0);
    private static final List<byte[]> DATA = List.of(new byte[0], new byte[] {0, -1, 39});
    private static final List<Integer> LIMITS = List.of(1, 3, 1000);

    private final Map<String, List<?>> values = new HashMap<>();

    StatementArguments() {
        put("call", CALLS)
                .put("share", SHARES)
                .put("session", SESSIONS)
                .put("channel", CHANNELS)
                .put("limit", LIMITS)
                .put("kept", List.of(0, 1, 1000));
        for (String name :
                "user initiator successor preferred gone sharer reader reactor recipient viewer".split(" ", -1)) {
            put(name, USERS);
        }
        put("sender", List.of("alice", "alice:screen", "Zo\u00eb:1", VariedRows.SMILE, "alice:", "nobody"));
        put("message", MESSAGES);
        put("now", List.of(1000.5, 7.25))
                .put("started", List.of(980.5, 1000.0))
                .put("latest", List.of(1000.0, 1020.25));
        put("before", List.of(5.0, 20.0, 20.5, 150.5, 5000.0)).put("data", DATA);
        put("mimeType", List.of("video/webm", "audio/\u00f6")).put("sharing", List.of(true, false));
        calls();
        channels();
        lists();
        people();
        messages();
    }

    private void calls() {
        put("CallEndSql.reason", List.of("hung_up", "missed"));

        put("CallMediaSql.after", List.of(-1L, 0L, 20L, 1000L))
                .put("ShareMediaSql.after", List.of(-1L, 0L, 20L, 1000L));
        put("CallMediaSql.id", List.of(1L, 60L, 99L)).put("ShareMediaSql.id", List.of(1L, 60L, 99L));
        put("CallSql.oldest", List.of(900.0, 990.5, 5000.0)).put("alive", List.of(5.0, 990.5, 1000.0, 5000.0));
        put("CallMembershipSql.other", USERS).put("CallSql.state", List.of("ended", "rejected"));
        put("CallSql.insert.call", List.of("c1", "new", "\u00e9"))
                .put("CallSql.insert.initiator", List.of("alice", VariedRows.SMILE));
        put("ParticipantSql.state", List.of("left", "rejected")).put("ParticipantSql.guest", List.of(950.5));
        put("ShareSql.insert.share", List.of("s1", "new"));
        put("SignalSql.after", List.of(0L, 30L, 1000L)).put("SignalSql.from", List.of("alice", VariedRows.SMILE));
        put("SignalSql.to", List.of("bob", VariedRows.TILDE)).put("SignalSql.type", List.of("offer"));
        put("SignalSql.payload", List.of("{}", "{\"a\":\"\u00e4\ud83d\ude00'\\\\\"}"))
                .put("SignalSql.ts", List.of(5.5));
    }

    private void channels() {
        List<Long> ids = List.of(1L, 2L, 3L, 4L, 0L, -7L, 99L, 1_000_000_000_000_000_000L);
        put("ChannelSql.id", ids).put("EmptyChannelSql.channel", ids).put("MemberSql.channel", ids);
        put("ChannelSql.name", List.of("Team 0", "\u00c4 'x'")).put("ChannelSql.creator", USERS);
        put("ChannelSql.created", List.of(0.1, 1e9 + 1e-6)).put("ChannelSql.most", List.of(0, 1, 3, 100));
        put("EmptyChannelSql.before", List.of(50.0, 100.0, 5000.0));
        put("MemberSql.joined", List.of(1.5)).put("MemberSql.historyStart", Collections.singletonList(null));
        put("FactSql.sequence", List.of(0L, 5L, 12L, 24L, 25L, 99L))
                .put("FactSql.time", List.of(0.0, 110.5, 111.0, 5000.0));
        put("FactSql.kinds", Collections.singletonList(new String[] {"user_forgotten", "reaction_added"}));
        put("FactSql.channels", Collections.singletonList(new String[] {null, "NULL"}));
        put("FactSql.users", Collections.singletonList(new String[] {"o'hara " + VariedRows.SMILE, null}));
        put("FactSql.keys", Collections.singletonList(new String[] {"\"{,}\\", ""}));
        put("FactSql.times", Collections.singletonList(new Double[] {0.1, 1e9 + 1e-6}));
    }

    /** Of statements about several channels. */
    private void lists() {
        put(
                "channels",
                List.of(
                        "[]",
                        "[\"general\",\"dm:alice:bob\",\"general\"]",
                        "[\"General\",\"private:1\",\"none\",\"" + VariedRows.TILDE + "\",\"" + VariedRows.SMILE
                                + "\"]"));
        put("MemberSql.channels", List.of("[]", "[1,2,99]", "[3,1000000000000000000]"));
        put(
                "MemberSql.asked",
                List.of(
                        "[]",
                        "[[1,\"alice\"],[2,\"alice\"],[1,\"nobody\"]]",
                        "[[3,\"" + VariedRows.SMILE + "\"],[2,\"o'hara\"],[4,\"Zo\u00eb\"],[1,\"bob\"]]"));
    }

    private void people() {
        List<Long> seconds = List.of(990L, 1000L, 1004L, 1005L, 5000L);
        for (String name : "PresenceSql.from PresenceSql.to PresenceSql.before PresenceSql.newest".split(" ", -1)) {
            put(name, seconds);
            put("Recent" + name, seconds);
        }
        put("PresenceSql.lastSeen", List.of(1005L)).put("PresenceSql.limit", List.of(1L, 4L, 1000L));
        put("PresenceSql.most", List.of(1000L)); // Of those who were seen in the same second, it may renew any.
        put("PresenceSql.state", List.of("active", "AWAY", "idle"));
        put("PresenceSql.override", Stream.of("busy", "", null).toList());
        put("PresenceSql.now", seconds);
        put("SessionSql.session", List.of("", "desk-0001", "Desk-0001", "phone~01", "none"));
        put("SessionSql.state", List.of("active", "hidden", "idle")).put("SessionSql.kind", List.of("web", "bot"));
        put("SessionSql.heard", List.of(1010.5)).put("SessionSql.until", List.of(1005.25, 1100.5));
        put("SessionSql.least", List.of(1010.5)).put("SessionSql.leastUntil", List.of(1005.25));
        put("SessionSql.active", List.of(1010.5))
                .put("SessionSql.put.active", Stream.of(1010.5, null).toList());
        List<Double> ends = List.of(5.0, 996.5, 1010.5, 5000.0);
        put("SessionSql.over", ends).put("SessionSql.newest", ends).put("SessionSql.end", List.of(1005.25));
        put("SessionSql.renew.over", List.of(5.0, 1010.5)).put("SessionSql.renew.newest", List.of(990.5, 5000.0));
        put("SessionSql.renew.user", List.of("alice", "Alice", VariedRows.SMILE));
        put("SessionSql.renew.session", List.of("", "desk-0001", "Desk-0001"));
        put("SessionSql.limit", List.of(1L, 4L, 1000L)).put("SessionSql.stream", List.of("hub", "new"));
        put("SessionSql.now", List.of(990.5));
        put("MergedPresenceSql.state", List.of("active")).put("MergedPresenceSql.lastSeen", List.of(1005L));
        put("MergedPresenceSql.override", Stream.of("idle", null).toList());
        put("MergedPresenceSql.ended", List.of(1005.5)).put("MergedPresenceSql.active", List.of(901.5, 2000.5));
        put("MergedPresenceSql.same", List.of(901.5, 2000.5)).put("MergedPresenceSql.lastActive.same", USERS);
        put("MergedPresenceSql.sameAgain", USERS);
        put("MergedPresenceSql.times", Collections.singletonList(new Long[] {990L, 5000L}));
        put("MergedPresenceSql.users", Collections.singletonList(new String[] {"alice", "o'hara"}));
        put("MergedPresenceSql.limit", List.of(1L, 4L, 1000L)).put("MergedPresenceSql.now", seconds);
        put("MergedPresenceSql.before", seconds).put("MergedPresenceSql.newest", seconds);
        put("PrivacySql.invisible", List.of(0L, 1L)).put("PrivacySql.sendsTyping", List.of(0L, 1L));
        put("PrivacySql.receipts", List.of("all", "private")).put("PrivacySql.lastSeen", List.of("exact", "nobody"));
        put("StatusSql.source", List.of("manual", "calendar", "none")).put("StatusSql.same", USERS);
        put("StatusSql.sameAgain", USERS).put("StatusSql.state", List.of("idle"));
        put("StatusSql.text", Stream.of(VariedRows.SMILE, null).toList()).put("StatusSql.emoji", List.of("x"));
        put("StatusSql.until", Stream.of(1010.5, null).toList());
        put("StatusSql.override", Stream.of("idle", null).toList()).put("StatusSql.now", ends);
        put("StatusSql.limit", List.of(1L, 4L, 1000L));
        put("PresenceSql.same", USERS).put("PresenceSql.sameAgain", USERS);
        List<String> names = List.of(
                "[]",
                "[\"alice\",\"Alice\",\"alice\"]",
                "[\"Zo\u00eb\",\"" + VariedRows.SMILE + "\",\"o'hara\",\"nobody\"]");
        for (String name : "users same sameAgain".split(" ", -1)) {
            put("NamedUsersSql." + name, names);
        }
        put("NamedUsersSql.from", seconds).put("NamedUsersSql.to", seconds);
        put("TypingSql.ts", List.of(1004L)).put("TypingSql.from", seconds).put("TypingSql.to", seconds);
        put("TypingSql.rows", List.of("[[3,\"bob\",\"dm:alice:bob\"],[9,\"Zo\u00eb\",\"general\"]]", "[]"));
        put("TypingSql.now", List.of(1000L)).put("TypingSql.newest", seconds);
    }

    private void messages() {
        List<String> emojis = List.of(
                "rocket", "Rocket", VariedRows.HEART, VariedRows.HEART + "\ufe0f", VariedRows.SMILE, "+1", "-1");
        put("ReactionSql.emoji", emojis);
        put("ReactionSql.messages", List.of("[]", "[100.0,0.1]", "[1000.000001,-1.5,7]", "[100.5,1e+300,100.5]"));
        put("ReceiptSql.after", List.of(-9e9, 0.0, 100.0, 1e10)).put("WatermarkSql.upTo", List.of(1.5, 100.25, 1e9));
        put("DeliverySql.upTo", List.of(1.5, 100.25, 1e9)).put("DeliverySql.recipient", USERS);
        put("ReadPointSql.upTo", List.of(1.5, 100.25, 1e9)).put("ReadPointSql.same", List.of(1.5, 100.25, 1e9));
    }

    /** Several lists of arguments for {@code statement}. */
    List<List<Object>> of(Method statement) {
        List<List<Object>> all = new ArrayList<>();
        all.add(List.of());
        for (Parameter parameter : statement.getParameters()) {
            List<List<Object>> longer = new ArrayList<>();
            for (List<Object> start : all) {
                for (Object value : values(statement, parameter)) {
                    List<Object> combined = new ArrayList<>(start);
                    combined.add(value);
                    longer.add(combined);
                }
            }
            all = longer;
        }
        Collections.shuffle(all, new Random(statement.toString().hashCode()));
        return all.subList(0, Math.min(all.size(), MOST));
    }

    /** Those of the statement before those of its type before those of all. */
    private List<?> values(Method statement, Parameter parameter) {
        String type = statement.getDeclaringClass().getSimpleName();
        return Stream.of(
                        type + "." + statement.getName() + "." + parameter.getName(),
                        type + "." + parameter.getName(),
                        parameter.getName())
                .filter(values::containsKey)
                .findFirst()
                .map(values::get)
                .orElseThrow(() -> new AssertionError("no values for " + parameter + " of " + statement));
    }

    private StatementArguments put(String parameter, List<?> some) {
        values.put(parameter, some);
        return this;
    }
}
