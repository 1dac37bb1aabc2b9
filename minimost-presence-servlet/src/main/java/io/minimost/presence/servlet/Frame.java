package io.minimost.presence.servlet;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** One event as it goes over the network. Immutable, so that all streams that get it share one. */
final class Frame {
    private static final byte[] END = {'\n'};
    private static final byte[] DATA = ascii("data: ");

    private final byte[] plain;
    private final byte[] named;
    private final FrameScope scope;
    private final Optional<Object> subject;
    private final boolean dispensable;
    private final long sequence;

    private Frame(
            byte[] plain,
            byte[] named,
            FrameScope scope,
            Optional<Object> subject,
            boolean dispensable,
            long sequence) {
        this.plain = plain;
        this.named = named;
        this.scope = scope;
        this.subject = subject;
        this.dispensable = dispensable;
        this.sequence = sequence;
    }

    /** An event, of {@code channel} if it is of one. */
    static Frame event(String name, Optional<String> channel, byte[] json) {
        return event(name, channel, json, Optional.empty());
    }

    /** The same; whoever has it, has everything up to {@code place}. */
    static Frame event(String name, Optional<String> channel, byte[] json, Place place) {
        return event(name, channel, json, Optional.of(place));
    }

    private static Frame event(String name, Optional<String> channel, byte[] json, Optional<Place> place) {
        byte[] body = concat(lines(json), place.map(Frame::idLine).orElse(new byte[0]), END);
        byte[] plain = concat(nameLine(name), body);
        byte[] named =
                channel.map(of -> concat(nameLine(name + ":" + of), body)).orElse(plain);
        return new Frame(plain, named, FrameScope.of(channel), Optional.empty(), false, 0);
    }

    /** Says that everything up to {@code place} was sent. It is no event, and keeps a silent connection alive. */
    static Frame position(Place place) {
        return control(concat(idLine(place), END));
    }

    /** Says how long to wait before connecting again. */
    static Frame retry(long millis) {
        return control(ascii("retry: " + millis + "\n\n"));
    }

    private static Frame control(byte[] bytes) {
        return new Frame(bytes, bytes, FrameScope.CONTROL, Optional.empty(), false, 0);
    }

    /** This frame, as the current value of {@code what}: a newer one makes it worthless. */
    Frame of(Object what) {
        return new Frame(plain, named, scope, Optional.of(what), dispensable, sequence);
    }

    /** This frame, as one that tells of facts up to the one with the number {@code last}. */
    Frame tellingFacts(long last) {
        return new Frame(plain, named, scope, subject, dispensable, last);
    }

    /** This frame, as one that a client which is too slow may miss for a while. */
    Frame dispensable() {
        return new Frame(plain, named, scope, subject, true, sequence);
    }

    /** This frame, whose content was read when there had been so many {@link Revocations}. */
    Frame asOf(long revocations) {
        return new Frame(plain, named, scope.asOf(revocations), subject, dispensable, sequence);
    }

    /** This frame, as one that goes to a user, and also tells of these channels. */
    Frame about(Set<String> channels) {
        return new Frame(plain, named, scope.about(channels), subject, dispensable, sequence);
    }

    /** This frame, as one that stays true when a channel is forgotten which its receivers may go on using. */
    Frame lasting() {
        return new Frame(plain, named, scope.asLasting(), subject, dispensable, sequence);
    }

    boolean isLasting() {
        return scope.lasting();
    }

    long asOf() {
        return scope.asOf();
    }

    /** The channels that it tells of. */
    Set<String> channels() {
        return scope.channels();
    }

    /** The channel for whose watchers it is. */
    Optional<String> watched() {
        return scope.watched();
    }

    /** Whether it holds nothing but what the connection itself needs. */
    boolean isControl() {
        return scope.control();
    }

    /** Whether it is the current value of something, which can be read again. */
    boolean isCurrentValue() {
        return subject.isPresent();
    }

    /** @param manyChannels whether the stream is about several channels, so that events of a channel must name it */
    byte[] bytes(boolean manyChannels) {
        return manyChannels ? named : plain;
    }

    boolean isNewerThan(Frame other) {
        return subject.isPresent() && subject.equals(other.subject);
    }

    /** Whether it tells of facts up to the one with the number {@code known}, and of no later one. */
    boolean isWithin(long known) {
        return sequence > 0 && sequence <= known;
    }

    boolean isDispensable() {
        return dispensable;
    }

    boolean saysTheSameAs(Frame other) {
        return Arrays.equals(plain, other.plain);
    }

    /** Whether it says once more what {@code other} says of the same. */
    boolean repeats(Frame other) {
        return isNewerThan(other) && saysTheSameAs(other);
    }

    private static byte[] nameLine(String name) {
        return ("event: " + name + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] idLine(Place place) {
        return ascii("id: " + place.text() + "\n");
    }

    /** JSON that a client has sent may have line ends, which would end the field. */
    private static byte[] lines(byte[] json) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream(json.length + 16);
        lines.writeBytes(DATA);
        int length = json.length > 0 && json[json.length - 1] == '\n' ? json.length - 1 : json.length;
        for (int i = 0; i < length; i++) {
            if (json[i] == '\n' || json[i] == '\r') {
                lines.writeBytes(END);
                lines.writeBytes(DATA);
            } else {
                lines.write(json[i]);
            }
        }
        lines.writeBytes(END);
        return lines.toByteArray();
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
