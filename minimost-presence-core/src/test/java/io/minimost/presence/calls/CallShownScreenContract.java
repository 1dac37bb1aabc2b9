package io.minimost.presence.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.testing.StoreFixture;
import org.junit.jupiter.api.Test;

/** Which of several shared screens is shown by clients that show only one. */
abstract class CallShownScreenContract extends CallSharingFixture {
    CallShownScreenContract(StoreFixture fixture) {
        super(fixture);
    }

    /** The order is neither that of the names nor its reverse. */
    @Test
    void shown_isTheUserWhoBeganLast() {
        share("alice");
        assertThat(find().screenShareUser()).contains("alice");
        share("carol");
        assertThat(find().screenShareUser()).contains("carol");
        share("bob");
        assertThat(find().screenShareUser()).contains("bob");
    }

    @Test
    void shown_isTheUserWhoRepeatedItLast() {
        share("bob");
        share("alice");
        share("bob");

        assertThat(find().screenShareUser()).contains("bob");
    }

    @Test
    void shown_afterStopping_isTheFirstWhoStillShares() {
        share("carol");
        share("bob");
        share("alice");

        calls().shareScreen(call, "alice", false);
        assertThat(find().screenShareUser()).contains("bob");
        calls().shareScreen(call, "bob", false);
        assertThat(find().screenShareUser()).contains("carol");
        calls().shareScreen(call, "carol", false);
        assertThat(find().screenShareUser()).isEmpty();
        assertThat(find().sharers()).isEmpty();
    }

    @Test
    void shown_whenAnotherStops_stays() {
        share("alice");
        share("bob");
        share("carol");

        calls().shareScreen(call, "alice", false);

        assertThat(find().screenShareUser()).contains("carol");
    }

    @Test
    void shown_whenAUserStopsWhoNeverShared_stays() {
        share("bob");
        share("carol");

        calls().shareScreen(call, "alice", false);

        assertThat(find().screenShareUser()).contains("carol");
        assertThat(find().sharers()).containsExactly("bob", "carol");
    }

    @Test
    void shown_afterLeaving_isAnotherWhoShares() {
        share("bob");
        share("carol");

        calls().end(call, "carol");
        assertThat(find().screenShareUser()).contains("bob");
        assertThat(find().participant("carol").orElseThrow().sharing()).isFalse();
        calls().end(call, "bob");

        assertThat(find().screenShareUser()).isEmpty();
        assertThat(find().sharers()).isEmpty();
    }

    @Test
    void shown_whenAnotherLeaves_stays() {
        share("alice");
        share("bob");
        share("carol");

        calls().end(call, "alice");

        assertThat(find().screenShareUser()).contains("carol");
    }

    @Test
    void shown_whenAnotherIsLost_stays_sweptOrNot() {
        share("alice");
        share("bob");
        share("carol");
        fixture.clock().stepSeconds(40);
        calls().heartbeat(call, "bob");
        calls().heartbeat(call, "carol");
        fixture.clock().stepSeconds(21);

        assertThat(find().accepted()).containsExactly("bob", "carol");
        assertThat(find().screenShareUser()).contains("carol");
        fixture.sweep();
        assertThat(find().screenShareUser()).contains("carol");
    }

    @Test
    void shown_afterBeingLost_isTheFirstWhoStillShares_sweptOrNot() {
        share("carol");
        share("bob");
        share("alice");
        fixture.clock().stepSeconds(40);
        calls().heartbeat(call, "bob");
        calls().heartbeat(call, "carol");
        fixture.clock().stepSeconds(21);

        assertThat(find().screenShareUser()).contains("bob");
        fixture.sweep();
        assertThat(find().screenShareUser()).contains("bob");
    }

    @Test
    void shown_whenTwoSharersAreLostTogether_isTheThird_sweptOrNot() {
        calls().accept(call, "dave");
        share("carol");
        share("bob");
        share("alice");
        fixture.clock().stepSeconds(40);
        calls().heartbeat(call, "carol");
        calls().heartbeat(call, "dave");
        fixture.clock().stepSeconds(21);

        assertThat(find().screenShareUser()).contains("carol");
        fixture.sweep();
        assertThat(find().screenShareUser()).contains("carol");
    }

    @Test
    void shown_whenAllSharersAreLostTogether_isEmpty_sweptOrNot() {
        calls().accept(call, "dave");
        share("bob");
        share("alice");
        fixture.clock().stepSeconds(40);
        calls().heartbeat(call, "carol");
        calls().heartbeat(call, "dave");
        fixture.clock().stepSeconds(21);

        assertThat(find().screenShareUser()).isEmpty();
        fixture.sweep();
        assertThat(find().screenShareUser()).isEmpty();
    }
}
