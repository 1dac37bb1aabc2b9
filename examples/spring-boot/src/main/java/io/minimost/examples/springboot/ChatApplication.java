package io.minimost.examples.springboot;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/** Alice and bob, password {@code secret}, in one channel with one message. */
@SpringBootApplication
public class ChatApplication {
    public static void main(String[] args) {
        SpringApplication.run(ChatApplication.class, args);
    }

    @Bean
    UserDetailsService users() {
        User.UserBuilder user = User.builder().password("{noop}secret");
        return new InMemoryUserDetailsManager(
                user.username("alice").build(), user.username("bob").build());
    }
}
