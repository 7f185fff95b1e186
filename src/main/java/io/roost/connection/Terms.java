package io.roost.connection;

/**
 * Under which terms the connections of one listener live on one lane. Shared by all of them, so that a
 * connection holds one reference instead of these values. In ticks of the lane's wheel, 0 for no limit; what
 * they mean is in {@link Times}.
 */
public record Terms(Lane lane, int idleTicks, int lifetimeTicks, int admissionTicks, int pingTicks) {
    boolean areTimed() {
        return (idleTicks | lifetimeTicks | admissionTicks | pingTicks) > 0;
    }
}
