package io.roost.limits;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How many connections one address and one network may have, and how often an address may come.
 *
 * <p>Costs no object per connection; per address, while it has a connection, some 25 bytes, and as many while its rate is of
 * interest.
 *
 * <p><b>Threading:</b> any.
 */
public final class AddressLimits {
    /** 16 MiB of numbers at most. */
    private static final int MOST_RATES = 1 << 20;

    private final int perAddress;
    private final int perNetwork;
    private final @Nullable ConnectRate rate;
    private final Networks exempt;
    private final Counts addresses = new Counts();
    private final Counts networks = new Counts();

    /**
     * These limits.
     *
     * @param perAddress connections at once, 0: any number
     * @param perNetwork connections at once, 0: any number
     * @param rateCount connections of one address over {@code ratePeriodNanos}, 0: any number
     * @param exempt addresses that no limit holds for
     * @param nanoClock as {@link System#nanoTime}
     */
    public AddressLimits(
            int perAddress,
            int perNetwork,
            int rateCount,
            long ratePeriodNanos,
            Networks exempt,
            LongSupplier nanoClock) {
        this.perAddress = perAddress;
        this.perNetwork = perNetwork;
        this.rate = rateCount == 0 ? null : new ConnectRate(rateCount, ratePeriodNanos, MOST_RATES, nanoClock);
        this.exempt = exempt;
    }

    /** Whether there is no limit at all. */
    public boolean areOff() {
        return perAddress == 0 && perNetwork == 0 && rate == null;
    }

    /**
     * One more connection of this address.
     *
     * @return the limit that it would be over, and is not counted then; null: it may come, and {@link #leave} has to be told
     *     when it goes
     */
    public @Nullable Excess enter(Address address) {
        if (exempt.contains(address)) {
            return null;
        }
        if (perAddress > 0 && !addresses.add(address.key(), perAddress)) {
            return Excess.ADDRESS;
        }
        if (perNetwork > 0 && !networks.add(address.networkKey(), perNetwork)) {
            leaveAddress(address);
            return Excess.NETWORK;
        }
        if (rate != null && !rate.take(address.key())) {
            leave(address);
            return Excess.RATE;
        }
        return null;
    }

    /** A connection that has entered is gone. */
    public void leave(Address address) {
        if (exempt.contains(address)) {
            return;
        }
        leaveAddress(address);
        if (perNetwork > 0) {
            networks.remove(address.networkKey());
        }
    }

    private void leaveAddress(Address address) {
        if (perAddress > 0) {
            addresses.remove(address.key());
        }
    }

    /** Addresses that have a connection. */
    int addresses() {
        return addresses.size();
    }

    /** Networks that have a connection. */
    int networks() {
        return networks.size();
    }
}
