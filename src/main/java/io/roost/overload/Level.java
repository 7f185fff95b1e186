package io.roost.overload;

/** How the server defends itself; each level does what those before it do. */
public enum Level {
    CALM("nothing is held back"),
    /** Those who are here are served as well as may be, nobody comes in addition. */
    REFUSING("new connections are refused"),
    /** Those who send the most wait. */
    SLOWING("new connections are refused and the heaviest senders are read more slowly");

    private final String sentence;

    Level(String sentence) {
        this.sentence = sentence;
    }

    /** What it does, for a person. */
    String sentence() {
        return sentence;
    }

    Level up() {
        return this == CALM ? REFUSING : SLOWING;
    }

    Level down() {
        return this == SLOWING ? REFUSING : CALM;
    }
}
