package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.channels.HistoryVisibility;
import io.minimost.presence.servlet.routes.TestRoutes;
import io.minimost.presence.signaling.SignalType;
import io.minimost.presence.values.ChannelId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every route of calls and screen shares, requested by users without access. They change and learn nothing. */
interface StrangersOverHttp extends TeamFixture {
    @Test
    default void table_holdsEveryRoute() {
        assertThat(CallRequest.all().map(CallRequest::route))
                .containsExactlyInAnyOrderElementsOf(TestRoutes.of(store()).stream()
                        .map(route -> route.method() + " " + route.path())
                        .filter(route -> route.contains(" /calls/") || route.contains(" /screenshare/"))
                        .toList());
    }

    @Test
    default void table_holdsRequestsThatWork() {
        for (CallRequest request : CallRequest.all().toList()) {
            reopen(builder -> builder);

            ClientResponse response = send(as("alice"), request.about(teamCall(), teamShare()));

            boolean isBusy = request.path().equals("/calls/initiate");
            assertThat(response.status()).as("%s: %s", request, response).isEqualTo(isBusy ? 409 : 200);
        }
    }

    @Test
    default void strangers_getTheAnswerOfAnUnknownId() {
        String call = teamCall();
        String share = teamShare();

        strangerLearnsNothing("mallory", call, share);
    }

    @Test
    default void strangers_getTheSameAnswers_whenItIsOver() {
        String call = teamCall();
        String share = teamShare();
        store().calls().end(call, "alice");
        store().screenShares().stop(share, "alice");
        changes().clear();

        strangerLearnsNothing("mallory", call, share);
    }

    @Test
    default void idsOfTheOtherKind_areUnknown() {
        String call = teamCall();
        String share = teamShare();
        String before = everything(call, share);

        for (CallRequest request :
                CallRequest.all().filter(CallRequest::isAboutAnId).toList()) {
            ClientResponse other = send(as("alice"), request.about(/* call= */ share, /* share= */ call));
            ClientResponse unknown = send(as("alice"), request.about("none", "none"));

            assertThat(other.status()).as("%s: %s", request, other).isIn(403, 404);
            assertThat(other.body()).isEqualTo(unknown.body());
        }
        assertThat(changes()).isEmpty();
        assertThat(everything(call, share)).isEqualTo(before);
    }

    @Test
    default void hugeBodies_ofStrangers_areRejectedOnEachRoute() {
        String call = teamCall();
        String share = teamShare();
        String before = everything(call, share);
        // The server does not read a longer body to its end, so the client may find the connection closed.
        String huge = "x".repeat(2 * 1024 * 1024);

        for (CallRequest request : CallRequest.all().filter(CallRequest::isPost).toList()) {
            CallRequest about = request.about(call, share);
            ClientResponse response = send(as("mallory"), new CallRequest(about.method(), about.path(), huge));

            assertThat(response.status()).as("%s: %s", about.path(), response).isIn(403, 404, 413);
        }
        assertThat(changes()).isEmpty();
        assertThat(everything(call, share)).isEqualTo(before);
    }

    @Test
    default void formerMember_isAStranger() {
        String call = teamCall();
        String share = teamShare();
        ChannelId.Private team = new ChannelId.Private(1);
        store().channels().addMember(team, "alice", "carol", HistoryVisibility.fromNow());
        store().calls().accept(call, "carol");
        store().calls().signals().send(call, "alice", "carol", SignalType.OFFER, "1");
        store().channels().removeMember(team, "alice", "carol");
        changes().clear();

        strangerLearnsNothing("carol", call, share);
    }

    private void strangerLearnsNothing(String stranger, String call, String share) {
        String before = everything(call, share);
        for (CallRequest request :
                CallRequest.all().filter(CallRequest::isAboutAnId).toList()) {
            ClientResponse foreign = send(as(stranger), request.about(call, share));
            ClientResponse unknown = send(as(stranger), request.about("none", "none"));

            assertThat(foreign.error(foreign.status())).doesNotContain("secret", "alice", "bob", TEAM);
            assertThat(foreign.status()).as("%s: %s", request, foreign).isIn(403, 404);
            assertThat(unknown.status()).as("%s: %s", request, unknown).isEqualTo(foreign.status());
            assertThat(unknown.body()).isEqualTo(foreign.body());
        }
        for (CallRequest request :
                CallRequest.all().filter(request -> !request.isAboutAnId()).toList()) {
            if (request.path().equals("/calls/incoming")) {
                send(as(stranger), request).isJson("[]");
            } else {
                send(as(stranger), request).isError(403, "access denied");
            }
        }
        assertThat(changes()).isEmpty();
        assertThat(everything(call, share)).isEqualTo(before);
    }

    @Test
    default void anonymous_mustSignInBeforeAnythingElse() {
        String call = teamCall();
        String share = teamShare();

        for (CallRequest request : CallRequest.all().toList()) {
            for (CallRequest about : List.of(request.about(call, share), request.about("none", "none"))) {
                assertThat(send(http(), about).error(401)).isEqualTo("sign in first");
            }
        }
        assertThat(changes()).isEmpty();
    }

    @Test
    default void pageOfAnotherSite_changesNothing() {
        String call = teamCall();
        String share = teamShare();
        String before = everything(call, share);
        Http browser = as("alice").with("Sec-Fetch-Site", "cross-site").with("Origin", "https://other.example");

        for (CallRequest request : CallRequest.all().filter(CallRequest::isPost).toList()) {
            assertThat(send(browser, request.about(call, share)).error(403)).contains("cross-origin");
        }
        assertThat(changes()).isEmpty();
        assertThat(everything(call, share)).isEqualTo(before);
    }

    @Test
    default void otherMethods_areNotAllowed() {
        String call = teamCall();
        String share = teamShare();

        for (CallRequest request : CallRequest.all().toList()) {
            for (String method : List.of("PUT", "DELETE", "PATCH")) {
                ClientResponse response =
                        as("alice").method(method, request.about(call, share).path());
                assertThat(response.error(405)).isEqualTo("method not allowed");
                assertThat(response.header("Allow").orElse("")).contains(request.method());
            }
        }
        assertThat(changes()).isEmpty();
    }
}
