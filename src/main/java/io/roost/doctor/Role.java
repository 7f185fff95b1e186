package io.roost.doctor;

/** Which end of the connections this host has. */
public enum Role {
    SERVER,
    GENERATOR,
    /** Server and generator are two processes on this host and talk over loopback. */
    BOTH;

    boolean listens() {
        return this != GENERATOR;
    }

    boolean dials() {
        return this != SERVER;
    }

    /** The socket ends that one connection costs this host. */
    int ends() {
        return this == BOTH ? 2 : 1;
    }
}
