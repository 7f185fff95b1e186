package io.roost.doctor;

import java.util.Set;

/** The clock behind System.nanoTime: without a vDSO one, each reading is a system call and timings are noisy. */
final class ClockSourceCheck implements Check {
    private static final String FILE = "/sys/devices/system/clocksource/clocksource0/current_clocksource";

    private static final Set<String> SLOW = Set.of("hpet", "acpi_pm", "jiffies", "refined-jiffies", "pit");

    @Override
    public String name() {
        return "clock source";
    }

    @Override
    public Finding examine(Host host, Plan plan) throws UnreadableException {
        String source = host.text(FILE);
        return Finding.of(
                Verdict.warnUnless(!SLOW.contains(source)),
                name(),
                source,
                "one that needs no system call",
                "noisy latencies, and a system call for each reading of the clock",
                "boot with tsc=reliable, if dmesg does not call the TSC unstable");
    }
}
