package io.minimost.presence.json;

/** Thrown if what a client has sent is not valid. The message is for the client. */
public final class InvalidInputException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String field;

    /**
     * Bad input in one place.
     *
     * @param field where the client has sent it: a field of a message, a parameter, a header
     */
    public InvalidInputException(String field, String message) {
        super(message);
        this.field = field;
    }

    public String field() {
        return field;
    }
}
