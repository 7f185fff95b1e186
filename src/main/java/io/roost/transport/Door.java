package io.roost.transport;

import io.netty.channel.Channel;
import io.roost.limits.AddressLimits;
import io.roost.limits.Excess;
import io.roost.metrics.LoopCounter;
import java.net.InetSocketAddress;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who may come in to a team: so many in all, kept below what the process may open, so that descriptors are left for the
 * listeners, the admin port and whatever the JVM opens; and so many of one address, so often.
 *
 * <p><b>Threading:</b> any loop; with several bosses, they may overshoot the number of all by one connection each.
 */
public final class Door {
    private final LoopTeam team;
    private final int limit;
    private final BooleanSupplier isShut;
    private final @Nullable AddressLimits limits;

    /** Connections at most on {@code team}. */
    public Door(LoopTeam team, int limit) {
        this(team, limit, () -> false, null);
    }

    private Door(LoopTeam team, int limit, BooleanSupplier isShut, @Nullable AddressLimits limits) {
        this.team = team;
        this.limit = limit;
        this.isShut = isShut;
        this.limits = limits;
    }

    /** The same, but nobody comes in while {@code overload}, which any thread may ask. */
    public Door shutDuring(BooleanSupplier overload) {
        return new Door(team, limit, overload, limits);
    }

    /** The same, and each address has these limits; before the team has connections. */
    public Door withLimitsOf(AddressLimits ofAddresses) {
        if (ofAddresses.areOff()) {
            return this;
        }
        team.loops().forEach(loop -> loop.countAddressesIn(ofAddresses));
        return new Door(team, limit, isShut, ofAddresses);
    }

    /** The same for those who will only say later for whom they come. */
    public Door withoutAddresses() {
        return new Door(team, limit, isShut, null);
    }

    /** The limit that an accepted channel is over; null: it is counted, and may stay. */
    @Nullable
    Excess admit(Channel accepted) {
        if (team.connections() >= limit) {
            return Excess.FULL;
        }
        if (isShut.getAsBoolean()) {
            return Excess.OVERLOAD;
        }
        AddressLimits ofAddresses = limits;
        if (ofAddresses == null) {
            return null;
        }
        Excess excess = ofAddresses.enter(Peers.addressOf(accepted));
        Peers.setCounted(accepted, excess == null);
        return excess;
    }

    /**
     * From now on {@code peer} is the remote address of the channel, on whose loop this is to be called.
     *
     * @return the limit that it is over as such, which is counted; null: it may stay
     */
    public @Nullable Excess becomes(Channel channel, InetSocketAddress peer) {
        AddressLimits ofAddresses = limits;
        if (ofAddresses != null && Peers.isCounted(channel)) {
            ofAddresses.leave(Peers.addressOf(channel));
            Peers.setCounted(channel, false);
        }
        Peers.set(channel, peer);
        if (ofAddresses == null) {
            return null;
        }
        Excess excess = ofAddresses.enter(Peers.addressOf(channel));
        if (excess == null) {
            Peers.setCounted(channel, true);
        } else {
            team.countersOf(channel.eventLoop()).increment(counterOf(excess));
        }
        return excess;
    }

    /** Where a connection that is turned away is counted. */
    static LoopCounter counterOf(Excess excess) {
        return switch (excess) {
            case FULL -> LoopCounter.REFUSED_FULL;
            case OVERLOAD -> LoopCounter.REFUSED_OVERLOAD;
            case ADDRESS -> LoopCounter.REFUSED_ADDRESS;
            case NETWORK -> LoopCounter.REFUSED_NETWORK;
            case RATE -> LoopCounter.REFUSED_RATE;
        };
    }
}
