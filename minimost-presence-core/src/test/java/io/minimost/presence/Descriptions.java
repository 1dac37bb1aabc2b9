package io.minimost.presence;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Describes answers of statements with everything that is in them, also bytes, whatever the driver's type of a number is. */
final class Descriptions {
    private Descriptions() {}

    static String of(@Nullable Object answer) {
        if (answer instanceof byte[] bytes) {
            return Arrays.toString(bytes);
        }
        if (answer instanceof Number number) {
            return number instanceof Double || number instanceof Float
                    ? String.valueOf(number.doubleValue())
                    : String.valueOf(number.longValue());
        }
        if (answer instanceof List<?> list) {
            return list.stream().map(Descriptions::of).toList().toString();
        }
        if (answer instanceof Optional<?> optional) {
            return "Optional" + optional.map(Descriptions::of).stream().toList();
        }
        if (answer instanceof Record fields) {
            return ofRecord(fields);
        }
        return String.valueOf(answer);
    }

    private static String ofRecord(Record answer) {
        List<String> values = new ArrayList<>();
        for (RecordComponent component : answer.getClass().getRecordComponents()) {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            try {
                values.add(component.getName() + "=" + of(accessor.invoke(answer)));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        return answer.getClass().getSimpleName() + values;
    }
}
