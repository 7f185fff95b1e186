package io.roost.connection;

import io.roost.metrics.LoopCounter;

/** Why a connection ended; each is a counter of its own. */
public enum DisconnectReason {
    /** The peer was done and has had everything that was owed to it. */
    PEER(LoopCounter.CLOSED_PEER),
    /** The peer reset, or the network gave up on it. */
    RESET(LoopCounter.CLOSED_RESET),
    IDLE_TIMEOUT(LoopCounter.CLOSED_IDLE),
    LIFETIME(LoopCounter.CLOSED_LIFETIME),
    /** It began a request and did not send the rest in time; it was told so. */
    REQUEST_TIMEOUT(LoopCounter.CLOSED_REQUEST),
    /** It did not register, or finish its handshake, in time. */
    ADMISSION_TIMEOUT(LoopCounter.CLOSED_ADMISSION),
    /** It was asked whether it lives, and gave no answer. */
    PING_TIMEOUT(LoopCounter.CLOSED_PING),
    /** It did not read what was sent to it, and too much waited. */
    SEND_QUEUE(LoopCounter.CLOSED_SEND_QUEUE),
    /** What it sent was not of the protocol, or more than is allowed; it was told so. */
    PROTOCOL(LoopCounter.CLOSED_PROTOCOL),
    /** It goes on as another connection of the same channel. */
    UPGRADE(LoopCounter.UPGRADES),
    /** The same, since it is clear for whom it comes. */
    PROXIED(LoopCounter.PROXY_PASSED),
    /** It said more than it may, and did not stop when it was heard more slowly; it was told so. */
    FLOOD(LoopCounter.CLOSED_FLOOD),
    /** A toxic of its listener ended it, or that it was disabled. */
    TOXIC(LoopCounter.CLOSED_TOXIC),
    /** One more than a limit allows. */
    LIMIT(LoopCounter.CLOSED_LIMIT),
    /** The server stops. */
    STOP(LoopCounter.CLOSED_STOP),
    /** A fault of ours: logged. */
    ERROR(LoopCounter.CLOSED_ERROR);

    private final LoopCounter counter;

    DisconnectReason(LoopCounter counter) {
        this.counter = counter;
    }

    /** Whether another takes its place, so that nothing has ended for the peer. */
    boolean goesOn() {
        return this == UPGRADE || this == PROXIED;
    }

    LoopCounter counter() {
        return counter;
    }
}
