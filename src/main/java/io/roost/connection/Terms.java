package io.roost.connection;

/**
 * Under which terms the connections of one listener live on one lane. Shared by all of them, so that a
 * connection holds one reference instead of these values. In ticks of the lane's wheel, 0 for no limit; what
 * they mean is in {@link Times}.
 *
 * <p><b>Threading:</b> event loop only, but for being made.
 */
public final class Terms {
    private final Lane lane;
    private final int idleTicks;
    private final int lifetimeTicks;
    private final int admissionTicks;
    private final int pingTicks;
    private final int requestTicks;
    private boolean sendsDirectly;
    private boolean isGated;

    Terms(
            Lane lane,
            int idleTicks,
            int lifetimeTicks,
            int admissionTicks,
            int pingTicks,
            int requestTicks,
            boolean sendsDirectly) {
        this.lane = lane;
        this.idleTicks = idleTicks;
        this.lifetimeTicks = lifetimeTicks;
        this.admissionTicks = admissionTicks;
        this.pingTicks = pingTicks;
        this.requestTicks = requestTicks;
        this.sendsDirectly = sendsDirectly;
    }

    /** Has what is sent pass through the pipeline, as it must where a station stands before the connection's. */
    public void sendThroughPipeline() {
        sendsDirectly = false;
    }

    /** From now on a {@link Gate} may stand before each of its connections, or none does any more. */
    public void gate(boolean now) {
        isGated = now;
    }

    boolean areGated() {
        return isGated;
    }

    /** The lane that they live on. */
    public Lane lane() {
        return lane;
    }

    int idleTicks() {
        return idleTicks;
    }

    int lifetimeTicks() {
        return lifetimeTicks;
    }

    int admissionTicks() {
        return admissionTicks;
    }

    int pingTicks() {
        return pingTicks;
    }

    int requestTicks() {
        return requestTicks;
    }

    boolean areTimed() {
        return (idleTicks | lifetimeTicks | admissionTicks | pingTicks | requestTicks) > 0;
    }

    /** Whether its connections are alone in their pipelines and may send past the write queue. */
    boolean sendsDirectly() {
        return sendsDirectly && !isGated;
    }
}
