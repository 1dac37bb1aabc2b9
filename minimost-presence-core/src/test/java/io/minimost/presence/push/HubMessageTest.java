package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.events.NodeMessage;
import io.minimost.presence.host.HostEvent;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HubMessageTest {
    private static void assertSurvives(HubMessage message) {
        assertThat(HubMessage.of(message.toNodes())).contains(message);
    }

    @Test
    void messages_arriveAsTheyWereSent() {
        HostEvent event = HostEvent.in("general", "messages", "{\"text\":\n\"two lines\"}");

        assertSurvives(new HubMessage.Publish(event, Optional.empty()));
        assertSurvives(new HubMessage.Publish(event.withCursor("c1"), Optional.of("bob")));
        assertSurvives(new HubMessage.Publish(HostEvent.of("hint", "1"), Optional.empty()));
        assertSurvives(new HubMessage.Disconnect("bob"));
        assertSurvives(new HubMessage.UnreadChanged("private:1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "publish",
                "publish\n",
                "publish\nmessages\n",
                "publish\nUPPER\n\n1",
                "publish\nmessages\n\nno JSON",
                "disconnect",
                "disconnect\n",
                "unread changed\n",
                "a later kind\nbob"
            })
    void whatOnlyAnotherVersionUnderstands_isLeftOut(String body) {
        assertThat(HubMessage.of(new NodeMessage(Optional.empty(), Optional.empty(), body)))
                .isEmpty();
    }
}
