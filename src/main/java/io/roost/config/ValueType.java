package io.roost.config;

/**
 * How a configuration value is written: parsed from text, written back as text, and described for a
 * person who got it wrong.
 *
 * @param <T> what the text means
 */
interface ValueType<T> {
    /** Reads {@code text}; the exception says what was expected instead. */
    T parse(String text) throws BadValueException;

    /** The canonical text of a value: {@code parse(write(v))} equals {@code v}. */
    String write(T value);

    /** What a value looks like, with its range and unit, to follow the word "expected". */
    String expected();

    /** Whether a value is not to be shown. */
    default boolean isSecret() {
        return false;
    }
}
