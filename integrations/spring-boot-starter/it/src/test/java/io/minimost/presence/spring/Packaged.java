package io.minimost.presence.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The example application, packaged with a version of Spring Boot. */
enum Packaged {
    BOOT_3_5("boot-3.5"),
    BOOT_4_0("boot-4.0"),
    BOOT_4_1("../../../examples/spring-boot");

    private final Path module;

    Packaged(String module) {
        this.module = Path.of(module);
    }

    Path jar() {
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(module.resolve("target"), "*.jar")) {
            found.forEach(jars::add);
        } catch (IOException e) {
            throw new UncheckedIOException("the application is not packaged; run mvn verify from the top", e);
        }
        assertThat(jars).as("the packaged application").hasSize(1);
        return jars.get(0).toAbsolutePath().normalize();
    }
}
