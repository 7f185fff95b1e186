package io.roost.config;

/**
 * One key of the configuration. The table of these is the source of the loader, the shipped file and
 * the manual alike.
 *
 * @param path the key as written, sections joined by dots; {@code listeners[].x} for a list's key
 * @param type how its value is written
 * @param defaultValue what holds when no source sets it
 * @param meaning one sentence for a person who runs the server
 */
record ConfigKey<T>(String path, ValueType<T> type, T defaultValue, String meaning) {
    /** The environment variable that overrides this key: {@code limits.idle-timeout} → {@code ROOST_LIMITS_IDLE_TIMEOUT}. */
    String environmentName() {
        return ConfigKeys.environmentName(path);
    }

    String defaultText() {
        return type.write(defaultValue);
    }
}
