package io.roost.fault.api;

import io.roost.fault.ListenerToxics;
import io.roost.toxic.ToxicException;
import java.util.concurrent.CompletableFuture;

/** A listener as it is switched on and off. No call waits; one is made when the one before is done. */
public interface Target {
    /** What it serves. */
    String service();

    /** Where it listens, or did when it did last. */
    String listen();

    /** Whether it would listen there. */
    boolean isAt(String address);

    /** Has it listen there when it is opened next. */
    void moveTo(String address) throws ToxicException;

    /** Listens; when it can't, the failure's message says why. */
    CompletableFuture<Void> open();

    /** Listens no more; what it has accepted goes on. */
    CompletableFuture<Void> close();

    /** What spoils its connections. */
    ListenerToxics toxics();

    /** What makes listeners while the server runs. */
    interface Maker {
        /** One that does not listen yet. */
        Target make(String service, String address) throws ToxicException;
    }
}
