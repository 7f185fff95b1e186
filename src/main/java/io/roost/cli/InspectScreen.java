package io.roost.cli;

import io.roost.inspect.EpollEvents;
import io.roost.inspect.EpollReport;
import io.roost.inspect.EpollReport.Instance;
import io.roost.inspect.EpollReport.KindCount;
import io.roost.inspect.EpollReport.MaskCount;
import io.roost.inspect.EpollReport.Triggered;
import java.io.PrintWriter;
import java.util.Locale;

/** Writes a report for people: what matters first, then a block per epoll instance, then the sum. */
final class InspectScreen {
    private final EpollReport report;
    private final PrintWriter out;

    private InspectScreen(EpollReport report, PrintWriter out) {
        this.report = report;
        this.out = out;
    }

    static void write(EpollReport report, PrintWriter out) {
        new InspectScreen(report, out).write();
        out.flush();
    }

    private void write() {
        if (!report.instances().isEmpty()) {
            fact("connections", edgeTriggered(report.connections()));
            fact("listeners", edgeTriggered(report.listeners()) + addresses());
        }
        fact("process", report.pid() + "  " + report.command());
        fact("open files", openFiles());
        if (report.instances().isEmpty()) {
            line("%nProcess %d has no epoll instance.", report.pid());
            return;
        }
        report.instances().forEach(this::instance);
        total();
    }

    private String addresses() {
        return report.listening().isEmpty() ? "" : ": " + String.join(", ", report.listening());
    }

    private String openFiles() {
        long limit = report.openFilesLimit();
        return limit < 0
                ? format("%,d of unlimited", report.openFiles())
                : format("%,d of %,d (%s)", report.openFiles(), limit, Percent.of(report.openFiles(), limit));
    }

    private void instance(Instance instance) {
        line("%nepoll %-9d%,12d %s", instance.fd(), instance.registrations(), nounFor(instance.registrations()));
        if (instance.registrations() == 0) {
            return;
        }
        label("trigger", true);
        line(
                "%,12d edge (%s), %,d level (%s), %,d one-shot (%s)",
                instance.edge(),
                Percent.of(instance.edge(), instance.registrations()),
                instance.level(),
                Percent.of(instance.level(), instance.registrations()),
                instance.oneShot(),
                Percent.of(instance.oneShot(), instance.registrations()));
        for (MaskCount mask : instance.masks()) {
            label("events", mask.equals(instance.masks().get(0)));
            line("%,12d %s", mask.count(), EpollEvents.words(mask.mask()));
        }
        for (KindCount kind : instance.kinds()) {
            label("descriptors", kind.equals(instance.kinds().get(0)));
            line("%,12d %-47s %s", kind.count(), kind.kind().words(), trigger(kind));
        }
    }

    private static String trigger(KindCount kind) {
        if (kind.edge() == kind.count()) {
            return "edge";
        }
        return kind.edge() == 0 ? "level" : format("%,d of them edge", kind.edge());
    }

    private void total() {
        Triggered connections = report.connections();
        int instances = report.instances().size();
        long registrations = report.registrations().total();
        String edge = connections.total() == 0
                ? "no connections"
                : Percent.of(connections.edge(), connections.total()) + " edge-triggered connections";
        line(
                "%n%,d %s in %,d epoll %s: %s",
                registrations, nounFor(registrations), instances, instances == 1 ? "instance" : "instances", edge);
    }

    private static String nounFor(long registrations) {
        return registrations == 1 ? "registration" : "registrations";
    }

    private static String edgeTriggered(Triggered triggered) {
        if (triggered.total() == 0) {
            return "none registered";
        }
        return format(
                "%,d of %,d edge-triggered (%s)",
                triggered.edge(), triggered.total(), Percent.of(triggered.edge(), triggered.total()));
    }

    private void label(String label, boolean first) {
        out.print(format("  %-13s", first ? label : ""));
    }

    private void fact(String label, String text) {
        line("%-12s %s", label, text);
    }

    private void line(String format, Object... arguments) {
        out.println(format(format, arguments));
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
