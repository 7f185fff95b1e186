package io.roost.server;

import io.roost.config.AddressBlock;
import io.roost.config.ProxyProtocol;
import io.roost.config.RoostConfig;
import io.roost.limits.AddressLimits;
import io.roost.limits.Networks;
import io.roost.transport.Door;
import io.roost.transport.LoopTeam;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Who may come in to which listener.
 *
 * @param open for those who are who they seem
 * @param unnamed for those who will say later who they are, and are judged then
 */
record Doors(Door open, Door unnamed) {
    /** Of the workers, before they have connections. */
    static Doors of(RoostConfig config, LoopTeam workers, int connectionLimit, BooleanSupplier overload) {
        Door anyone = new Door(workers, connectionLimit).shutDuring(overload);
        RoostConfig.Limits limits = config.limits();
        if (!limits.areOfAddresses()) {
            return new Doors(anyone, anyone);
        }
        Door open = anyone.withLimitsOf(new AddressLimits(
                limits.perAddress(),
                limits.perNetwork(),
                limits.connectRate().count(),
                limits.connectRate().per().toNanos(),
                exempt(config),
                System::nanoTime));
        return new Doors(open, open.withoutAddresses());
    }

    Door of(RoostConfig.Listener listener) {
        return listener.proxyProtocol() == ProxyProtocol.Use.OFF ? open : unnamed;
    }

    /** A proxy has the connections of all who come through it. */
    static Networks exempt(RoostConfig config) {
        return networks(Stream.of(
                        config.limits().exempt(),
                        config.proxyProtocol().trusted(),
                        config.webSocket().trustedProxies())
                .flatMap(List::stream)
                .toList());
    }

    static Networks networks(List<AddressBlock> blocks) {
        Networks all = Networks.NONE;
        for (AddressBlock block : blocks) {
            all = all.and(block.first(), block.bits());
        }
        return all;
    }
}
