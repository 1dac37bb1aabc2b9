package io.minimost.presence.limits;

/**
 * How often one user may send requests of a kind. Immutable.
 *
 * @param perSecond how many a second in the long run; 0 means without limit
 * @param burst how many at once
 */
public record Rate(double perSecond, int burst) {
    /** No limit, for hosts that limit requests elsewhere. */
    public static final Rate UNLIMITED = new Rate(0, 1);

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if {@code perSecond} is negative or not finite, or {@code burst} is less than 1
     */
    public Rate {
        if (!Double.isFinite(perSecond) || perSecond < 0) {
            throw new IllegalArgumentException("rate " + perSecond + " a second is not a number of 0 or more");
        }
        if (burst < 1) {
            throw new IllegalArgumentException("burst " + burst + " is less than 1");
        }
    }

    /** Whether requests of this rate are not limited. */
    public boolean isUnlimited() {
        return perSecond == 0;
    }
}
