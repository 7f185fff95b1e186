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
     * @param texts how its toxics are written
     * @param connections that they spoil now
     */
    record Share(String listener, List<String> texts, int connections) {
        /** How many it has. */
        public int toxics() {
            return texts.size();
        }
    }
}
