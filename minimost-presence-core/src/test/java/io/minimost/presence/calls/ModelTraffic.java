package io.minimost.presence.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.media.MediaPage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Compares the signals and media of a call with those of the model. */
final class ModelTraffic {
    private ModelTraffic() {}

    static void compare(String what, Calls calls, Call call, Talk talk, List<String> users) {
        List<String> waiting = users.stream()
                .flatMap(user ->
                        calls.signals().waiting(call.id(), user, 0).stream().map(signal -> signal.from() + ">" + user))
                .toList();
        assertThat(waiting).as(what).containsExactlyInAnyOrderElementsOf(talk.signals);
        for (String reader : users) {
            for (String sender : users) {
                Optional<MediaPage> page =
                        calls.media().read(call.id(), reader, sender, CallsModelContract.CAMERA, OptionalLong.empty());
                assertThat(page.isPresent()).as(what).isEqualTo(call.isIn(reader));
                assertThat(page.flatMap(MediaPage::init).isPresent())
                        .as(what)
                        .isEqualTo(call.isIn(reader) && talk.recorded.contains(sender));
            }
        }
    }
}
