package io.roost.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs Jazzer on each target in turn, a process each: {@code mvn -Pfuzz test}. Begins with the inputs that are kept under
 * src/test/resources and with what earlier runs have come upon; ends with exit code 1 when a target fails, whose input
 * is then in target/fuzz.
 */
public final class FuzzRun {
    private static final List<Target> TARGETS = List.of(
            new Target(LinesTarget.class, 20_000, "wire"),
            new Target(TagsTarget.class, 1_000, "wire"),
            new Target(SessionTarget.class, 4_000, "wire"),
            new Target(ToxicsTarget.class, 2_000, "toxics"),
            new Target(UpgradeTarget.class, 4_000, "upgrade"),
            new Target(ProxyTarget.class, 1_000, "proxy"),
            new Target(ConfigTarget.class, 4_000, "config"));

    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final Path OUTPUT = Path.of("target/fuzz");

    private FuzzRun() {}

    /**
     * What is fuzzed.
     *
     * @param maxBytes the longest input
     * @param seeds the folder of the inputs that are kept
     */
    private record Target(Class<?> type, int maxBytes, String seeds) {}

    /** Seconds for each target, and a regular expression for the simple names of those that are to be run. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> failed = new ArrayList<>();
        for (Target target : TARGETS) {
            String name = target.type.getSimpleName();
            if (name.matches(arguments[1])) {
                System.out.printf("%s for %s seconds%n", name, arguments[0]);
                if (run(target, arguments[0]) != 0) {
                    failed.add(name);
                }
            }
        }
        System.out.println(failed.isEmpty() ? "nothing found" : "failed: " + failed);
        System.exit(failed.isEmpty() ? 0 : 1);
    }

    private static int run(Target target, String seconds) throws IOException, InterruptedException {
        Path corpus = Files.createDirectories(OUTPUT.resolve("corpus").resolve(target.type.getSimpleName()));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-ea",
                        "-Xmx1g",
                        "-Dio.netty.leakDetection.level=disabled",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + target.type.getName(),
                        "--instrumentation_includes=io.roost.**",
                        "--custom_hook_includes=io.roost.**",
                        "--reproducer_path=" + OUTPUT,
                        "-artifact_prefix=" + OUTPUT + "/",
                        "-max_total_time=" + seconds,
                        "-max_len=" + target.maxBytes,
                        "-dict=src/test/resources/irc.dict",
                        "-print_final_stats=1",
                        corpus.toString(),
                        RESOURCES.resolve(target.seeds).toString())
                .inheritIO()
                .start()
                .waitFor();
    }
}
