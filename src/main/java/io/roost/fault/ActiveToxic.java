package io.roost.fault;

import io.roost.toxic.NamedToxic;

/**
 * A toxic that a listener has.
 *
 * @param id its number on the listener: it stays when the toxic is changed
 * @param revision how often it was changed
 */
public record ActiveToxic(int id, int revision, NamedToxic named) {
    /** In its place. */
    public ActiveToxic changed(NamedToxic to) {
        return new ActiveToxic(id, revision + 1, to);
    }
}
