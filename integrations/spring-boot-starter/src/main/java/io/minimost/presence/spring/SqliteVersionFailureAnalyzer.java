package io.minimost.presence.spring;

import io.minimost.presence.errors.PresenceStoreException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows the one line that an application lacks whose Spring Boot has lowered the version of sqlite-jdbc. */
final class SqliteVersionFailureAnalyzer extends AbstractFailureAnalyzer<PresenceStoreException.Unusable> {
    private static final Pattern PROPERTY = Pattern.compile("<sqlite-jdbc\\.version>(.+)</sqlite-jdbc\\.version>");

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, PresenceStoreException.Unusable cause) {
        Matcher property = PROPERTY.matcher(String.valueOf(cause.getMessage()));
        return property.find()
                ? new FailureAnalysis(String.valueOf(cause.getMessage()), action(property.group(1)), cause)
                : null;
    }

    private static String action(String version) {
        return String.format(
                "Add this line to the <properties> of the application's pom.xml:%n%n    <sqlite-jdbc.version>%s</sqlite-jdbc.version>%n%n"
                        + "(in Gradle: ext['sqlite-jdbc.version'] = '%s')",
                version, version);
    }
}
