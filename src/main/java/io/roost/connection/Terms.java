package io.roost.connection;

/**
 * Under which terms the connections of one listener live on one lane. Shared by all of them, so that a
 * connection holds one reference instead of these values.
 *
 * @param idleTicks of the lane's wheel, 0: never idle
 * @param lifetimeTicks of the lane's wheel, 0: for ever
 */
public record Terms(Lane lane, int idleTicks, int lifetimeTicks) {
    boolean areTimed() {
        return idleTicks > 0 || lifetimeTicks > 0;
    }
}
