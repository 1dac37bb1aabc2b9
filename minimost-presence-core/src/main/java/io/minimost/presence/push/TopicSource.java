package io.minimost.presence.push;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the current values of topics. Thread-safe. */
@FunctionalInterface
interface TopicSource {
    TopicValue read(TopicKey key);

    /** The same for several topics of one kind, with fewer reads if it can. */
    default Map<TopicKey, TopicValue> readAll(List<TopicKey> keys) {
        Map<TopicKey, TopicValue> values = new HashMap<>();
        keys.forEach(key -> values.put(key, read(key)));
        return values;
    }
}
