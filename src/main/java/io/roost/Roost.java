package io.roost;

import io.roost.cli.RoostCommand;

/** The program's only entry: hands the arguments to the command line. */
public final class Roost {
    private Roost() {}

    public static void main(String[] args) {
        System.exit(RoostCommand.run(args));
    }
}
