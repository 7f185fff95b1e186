package io.roost.toxic;

import java.util.regex.Pattern;

/**
 * A toxic as a listener has it.
 *
 * @param name unique on its listener
 * @param toxicity the share of connections that it spoils: 0 none, 1 all
 */
public record NamedToxic(String name, ToxicStream stream, double toxicity, Toxic toxic) {
    private static final Pattern NAME = Pattern.compile("[ -.0-~]{1,100}");

    /** What it is called unless it is given a name. */
    public static String defaultName(String type, ToxicStream stream) {
        return type + "_" + stream.text();
    }

    /** The name itself, when it can be part of a path. */
    public static String checkedName(String name) throws ToxicException {
        if (!NAME.matcher(name).matches()) {
            throw new ToxicException("a name of up to 100 printing characters, no slash among them");
        }
        return name;
    }

    /** The share itself, when it is one. */
    public static double checkedToxicity(double toxicity) throws ToxicException {
        if (!(toxicity >= 0 && toxicity <= 1)) {
            throw new ToxicException("a toxicity of 0 to 1");
        }
        return toxicity;
    }

    /** As {@link ToxicText} reads it. */
    @Override
    public String toString() {
        return ToxicText.write(this);
    }
}
