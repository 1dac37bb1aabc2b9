package io.minimost.presence.spring;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.util.function.SingletonSupplier;

/**
 * Hands out beans of the application before they exist. The filter is created with the web server, before all others, and a bean
 * that the filter asks often publishes on the hub of the filter: each would need the other to be there first.
 */
final class LateBeans implements SmartInitializingSingleton {
    private final ListableBeanFactory beans;
    private final List<SingletonSupplier<?>> handedOut = new ArrayList<>();

    LateBeans(ListableBeanFactory beans) {
        this.beans = beans;
    }

    /** Passes the bean of the interface {@code type} to {@code user}, if there is one. */
    <T> void ifPresent(Class<T> type, Consumer<T> user) {
        if (beans.getBeanNamesForType(type, true, false).length > 0) {
            SingletonSupplier<T> bean = SingletonSupplier.of(() -> beans.getBean(type));
            handedOut.add(bean);
            user.accept(late(type, bean));
        }
    }

    /** Fails at start and not at the first request, if there are two of a type. */
    @Override
    public void afterSingletonsInstantiated() {
        handedOut.forEach(SingletonSupplier::obtain);
    }

    private static <T> T late(Class<T> type, SingletonSupplier<T> bean) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return method.invoke(bean.obtain(), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
