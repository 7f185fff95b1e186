package io.roost.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * What nobody is to read: it may stand in a file of its own, named as {@code file:PATH}, and is not shown.
 *
 * @param plain how the secret itself is written
 * @param isList whether each line of such a file is one of several, with commas between them otherwise
 */
record SecretType<T>(ValueType<T> plain, boolean isList) implements ValueType<T> {
    private static final String FILE = "file:";
    private static final int MAX_BYTES = 64 << 10;

    static <T> SecretType<T> of(ValueType<T> plain) {
        return new SecretType<>(plain, false);
    }

    static <T> SecretType<T> ofList(ValueType<T> plain) {
        return new SecretType<>(plain, true);
    }

    /** Whether this only says where the secret is. */
    static boolean isReference(String text) {
        return text.startsWith(FILE);
    }

    @Override
    public T parse(String text) throws BadValueException {
        if (text.equals(Secrets.SHOWN)) {
            throw new BadValueException("the secret itself, in place of what config show prints for it");
        }
        return isReference(text) ? parseFile(text.substring(FILE.length())) : plain.parse(text);
    }

    private T parseFile(String path) throws BadValueException {
        String text = read(path).strip();
        if (isList) {
            text = text.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .collect(Collectors.joining(","));
        }
        if (text.isEmpty() || text.equals("off")) { // an empty mount must not open a door
            throw new BadValueException("a file that holds a secret, which this one does not");
        }
        try {
            return plain.parse(text);
        } catch (BadValueException e) {
            throw new BadValueException("a file that holds " + e.expected());
        }
    }

    private static String read(String path) throws BadValueException {
        try (InputStream in = Files.newInputStream(Path.of(path))) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length <= MAX_BYTES) {
                return new String(bytes, StandardCharsets.UTF_8);
            }
        } catch (IOException | InvalidPathException e) {
            throw new BadValueException("a file that exists and can be read by this user");
        }
        throw new BadValueException("a file of at most " + MAX_BYTES + " bytes");
    }

    @Override
    public String write(T value) {
        return plain.write(value);
    }

    @Override
    public String expected() {
        return plain.expected() + ", or file: and the path of a file that holds it";
    }

    @Override
    public boolean isSecret() {
        return true;
    }
}
