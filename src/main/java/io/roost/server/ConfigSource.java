package io.roost.server;

import io.roost.config.ConfigException;
import io.roost.config.RoostConfig;

/** Where a running server reads its configuration again. */
@FunctionalInterface
public interface ConfigSource {
    /** Reads all of it anew. */
    RoostConfig read() throws ConfigException;
}
