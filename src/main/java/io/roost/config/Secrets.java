package io.roost.config;

import java.util.Optional;
import java.util.regex.Pattern;

/** Which values are not repeated to whoever reads a log or a screen. */
final class Secrets {
    /** What is shown in place of one. */
    static final String SHOWN = "***";

    /** A key that there is not may be a secret's, written wrongly. */
    private static final Pattern SECRET_WORD =
            Pattern.compile("pas+w|tok[ea]?n|secret|operat|credent", Pattern.CASE_INSENSITIVE);

    private Secrets() {}

    /** What a problem with this value may repeat of it. */
    static String inProblem(String origin, String key, String value) {
        boolean isHidden = !value.isEmpty()
                && !SecretType.isReference(value)
                && (key.isEmpty() ? SECRET_WORD.matcher(origin + value).find() : isSecret(key));
        return isHidden ? SHOWN : value;
    }

    private static boolean isSecret(String path) {
        String generic = path.replaceAll("\\[\\d+]", "[]");
        Optional<ConfigKey<?>> known = ConfigKeys.ALL.stream()
                .filter(key -> key.path().equals(generic))
                .findFirst();
        return known.isPresent()
                ? known.get().type().isSecret()
                : SECRET_WORD.matcher(path).find();
    }
}
