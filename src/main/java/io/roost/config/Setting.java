package io.roost.config;

/**
 * One value as one source has it.
 *
 * @param path the key, with a list's index: {@code listeners[0].bind}
 * @param value as written
 * @param origin where it was written: {@code roost.yaml:12}, {@code --set} or the variable's name
 */
record Setting(String path, String value, String origin) {}
