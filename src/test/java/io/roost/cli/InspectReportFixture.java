package io.roost.cli;

import io.roost.inspect.DescriptorKind;
import io.roost.inspect.EpollReport;
import io.roost.inspect.EpollReport.Instance;
import io.roost.inspect.EpollReport.KindCount;
import io.roost.inspect.EpollReport.MaskCount;
import java.util.List;

/** The report of a server with 500,000 connections, of which one is not edge-triggered. */
final class InspectReportFixture {
    private InspectReportFixture() {}

    static EpollReport server() {
        Instance acceptor = new Instance(
                5,
                2,
                2,
                0,
                List.of(new MaskCount(0x80000019, 2)),
                List.of(new KindCount(DescriptorKind.LISTEN, 1, 1), new KindCount(DescriptorKind.EVENTFD, 1, 1)),
                List.of("127.0.0.1:7007"));
        Instance worker = new Instance(
                12,
                500_001,
                500_000,
                1,
                List.of(new MaskCount(0x80002019, 500_000), new MaskCount(0x40000019, 1)),
                List.of(
                        new KindCount(DescriptorKind.ESTABLISHED, 500_000, 499_999),
                        new KindCount(DescriptorKind.EVENTFD, 1, 1)),
                List.of());
        return new EpollReport(4711, "java -jar roost.jar serve", 500_020, 1_000_000, List.of(acceptor, worker));
    }
}
