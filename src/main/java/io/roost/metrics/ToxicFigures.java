package io.roost.metrics;

import java.util.List;

/** What listeners are spoilt by. Admin loop only. */
public interface ToxicFigures {
    /** By the names of the listeners. */
    List<Share> shares();

    /** Changes that were made while the server runs. */
    long changes();

    /**
     * One listener.
     *
     * @param toxics that it has
     * @param connections that they spoil now
     */
    record Share(String listener, int toxics, int connections) {}
}
