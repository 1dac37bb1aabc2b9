package io.minimost.examples.springboot;

import io.minimost.presence.receipts.MessageLookup;
import io.minimost.presence.receipts.MessageLookup.Message;
import io.minimost.presence.values.MessageRef;
import java.time.Instant;
import java.util.Optional;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;

/** One channel with one message, of id {@code welcome}. Every user has the password {@code secret}. */
@SpringBootApplication
public class ChatApplication {
    public static void main(String[] args) {
        SpringApplication.run(ChatApplication.class, args);
    }

    @Bean
    UserDetailsService users() {
        return name -> User.withUsername(name).password("{noop}secret").build();
    }

    /** Where the messages are; yours are in your database. Without this bean, users cannot react to messages. */
    @Bean
    MessageLookup messages() {
        Optional<Message> welcome = Optional.of(new Message(new MessageRef("general", Instant.EPOCH), "alice"));
        return MessageLookup.forReactionsOnly((id, viewer) -> welcome.filter(message -> id.text().equals("welcome")));
    }
}
