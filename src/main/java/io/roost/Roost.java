package io.roost;

import io.roost.cli.RoostCommand;
import io.roost.server.Preload;

/** The program's only entry: hands the arguments to the command line. */
public final class Roost {
    private Roost() {}

    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals("serve")) {
            Preload.begin();
        }
        System.exit(RoostCommand.run(args));
    }
}
