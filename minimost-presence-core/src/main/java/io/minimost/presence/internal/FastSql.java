package io.minimost.presence.internal;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jdbi.v3.core.extension.annotation.UseExtensionHandler;
import org.jdbi.v3.sqlobject.SqlObjectFactory;

/**
 * The SQL of a method that runs often, for example for every keystroke. A faster and simpler form of JDBI's
 * {@code @SqlUpdate} and {@code @SqlQuery}: parameters are {@code ?} in the order of the arguments, the statement is prepared
 * once for each connection, and only the types that {@link FastSqlHandler} lists are supported.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@UseExtensionHandler(id = SqlObjectFactory.EXTENSION_ID, value = FastSqlHandler.class)
public @interface FastSql {
    /** The statement. */
    String value();

    /**
     * Whether to run the statement once for each position of the arguments, which are arrays of one length, at least 1; the
     * method then answers what the last one answers. Only in SQLite.
     */
    boolean forEach() default false;
}
