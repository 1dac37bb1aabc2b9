package io.minimost.presence.servlet;

import io.minimost.presence.host.UserDirectory;
import java.util.List;
import java.util.Optional;

/** A host's users, in the order in which they signed up; case does not matter when they are looked up. */
record TestUsers(List<String> all) implements UserDirectory {
    TestUsers(String... names) {
        this(List.of(names));
    }

    @Override
    public Optional<String> find(String name) {
        return all.stream().filter(user -> user.equalsIgnoreCase(name)).findFirst();
    }
}
