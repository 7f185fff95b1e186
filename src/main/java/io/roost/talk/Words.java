package io.roost.talk;

/** A text as its first word and what follows it. */
record Words(String first, String rest) {
    static Words of(String text) {
        String stripped = text.strip();
        int space = stripped.indexOf(' ');
        return space < 0
                ? new Words(stripped, "")
                : new Words(
                        stripped.substring(0, space),
                        stripped.substring(space + 1).strip());
    }
}
