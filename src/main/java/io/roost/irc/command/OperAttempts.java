package io.roost.irc.command;

import io.netty.util.NetUtil;
import io.roost.config.Rate;
import io.roost.limits.Address;
import io.roost.limits.AddressLimits;
import io.roost.limits.Networks;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.LongSupplier;

/**
 * How often an address may say OPER, so that nobody guesses a password, or has the thread that compares them busy.
 *
 * <p><b>Threading:</b> any.
 */
final class OperAttempts {
    private final Rate rate;
    private final AddressLimits addresses;

    /** At this rate for each address, a /64 of IPv6 being one. */
    OperAttempts(Rate rate, LongSupplier nanoClock) {
        this.rate = rate;
        this.addresses = new AddressLimits(0, 0, rate.count(), rate.per().toNanos(), Networks.NONE, nanoClock);
    }

    /** As many again from now on at another rate; itself at the same. */
    OperAttempts at(Rate next, LongSupplier nanoClock) {
        return next.equals(rate) ? this : new OperAttempts(next, nanoClock);
    }

    /** Notes that one who comes from here tries. Whether it may. */
    boolean begin(String host) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(host);
        if (bytes == null) {
            return true; // no socket's
        }
        try {
            return addresses.enter(Address.of(InetAddress.getByAddress(bytes))) == null;
        } catch (UnknownHostException e) {
            throw new AssertionError("4 or 16 bytes are an address", e);
        }
    }
}
