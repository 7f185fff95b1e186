package io.roost.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Everything the server is told. Immutable and consistent: made by {@link ConfigLoader} alone. */
public record RoostConfig(
        Server server,
        TransportName transport,
        EventLoops eventLoops,
        List<Listener> listeners,
        ProxyProtocol proxyProtocol,
        Fault fault,
        Admin admin,
        Limits limits,
        Chat chat,
        WebSocket webSocket,
        Tcp tcp,
        Overload overload,
        Drain drain,
        Logging logging) {

    /** What the token of the admin listener is asked for. */
    public enum TokenFor {
        CHANGES,
        ALL
    }

    /**
     * The admin listener.
     *
     * @param token empty: none is asked for, and changes are taken from loopback alone
     */
    public record Admin(Bind bind, String token, TokenFor tokenFor) {
        /** Without the token. */
        @Override
        public String toString() {
            return "Admin[" + bind + "]";
        }
    }

    /** What the server calls itself, its network, and for people. */
    public record Server(String name, String network, String description) {}

    /**
     * What the users of chat may do and use.
     *
     * @param password empty: none is asked for
     * @param nickLength characters
     * @param channelLength characters, with the #
     * @param topicLength bytes
     * @param listSize bans, exceptions and invitations of one channel, together
     * @param sendQueue bytes that may wait for one client
     * @param sendQueues bytes that may wait for all clients together
     * @param commandRate of one client
     * @param receiveQueue bytes that may wait of one client that is over that
     * @param registrationTimeout zero: none
     * @param pingInterval zero: never
     * @param contact whom ADMIN names; empty: nobody
     * @param motd path of a text file; empty: none
     * @param operators bcrypt hashes of their passwords by names
     * @param operRate at which one address may say OPER
     */
    public record Chat(
            String password,
            int nickLength,
            int channelLength,
            int topicLength,
            int channelsPerUser,
            int listSize,
            int sendQueue,
            int sendQueues,
            Rate commandRate,
            int receiveQueue,
            Duration registrationTimeout,
            Duration pingInterval,
            String contact,
            String motd,
            Map<String, String> operators,
            Rate operRate) {
        /** Without its secrets. */
        @Override
        public String toString() {
            return "Chat[" + (password.isEmpty() ? "" : "password, ") + operators.size() + " operators]";
        }
    }

    /** Whether a client may connect that names no origin. */
    public enum MissingOrigin {
        ALLOW,
        REFUSE
    }

    /**
     * Who may connect over WebSocket, and for how long without a word.
     *
     * @param origins as browsers write them, {@code *} for any; empty: those of the host that was dialled
     * @param trustedProxies those that are believed when they say where a client is
     * @param pingInterval zero: never
     */
    public record WebSocket(
            Set<String> origins,
            MissingOrigin missingOrigin,
            List<AddressBlock> trustedProxies,
            Duration pingInterval,
            Duration handshakeTimeout) {}

    /**
     * Threads.
     *
     * @param acceptors boss loops, 1 to 64
     * @param workers worker loops, 0: one per core
     * @param maxEvents epoll_wait's maxevents, 0: grows on demand
     */
    public record EventLoops(int acceptors, int workers, int maxEvents) {}

    /** What carries a listener's service. */
    public enum Over {
        /** Its bytes as they are. */
        TCP,
        /** HTTP, upgraded to WebSocket messages: RFC 6455. */
        WEBSOCKET
    }

    /**
     * One service at one address.
     *
     * @param over what carries it
     * @param idleTimeout zero: never
     * @param lifetime zero: for ever
     * @param proxyProtocol whether its connections begin with a header
     */
    public record Listener(
            Service service,
            Bind bind,
            Over over,
            Duration idleTimeout,
            Duration lifetime,
            ProxyProtocol.Use proxyProtocol,
            Behaviour behaviour) {
        /** One whose peers are who they seem, and that treats them plainly. */
        public Listener(Service service, Bind bind, Over over, Duration idleTimeout, Duration lifetime) {
            this(service, bind, over, idleTimeout, lifetime, ProxyProtocol.Use.OFF, Behaviour.PLAIN);
        }

        /** With another behaviour. */
        Listener with(Behaviour other) {
            return new Listener(service, bind, over, idleTimeout, lifetime, proxyProtocol, other);
        }
    }

    /**
     * What connections may use.
     *
     * @param connections at most so many at once, 0: what the process can hold
     * @param perAddress at most so many at once, 0: any number
     * @param perNetwork at most so many at once, 0: any number
     * @param connectRate of one address
     * @param exempt for whom no limit of addresses holds
     * @param requestTimeout of the head of an HTTP request; zero: none
     * @param writeBufferLow bytes
     * @param writeBufferHigh bytes, more than low
     */
    public record Limits(
            int connections,
            int perAddress,
            int perNetwork,
            Rate connectRate,
            List<AddressBlock> exempt,
            Duration requestTimeout,
            int writeBufferLow,
            int writeBufferHigh) {
        /** Whether one address or network may have less than all. */
        public boolean areOfAddresses() {
            return perAddress > 0 || perNetwork > 0 || connectRate.count() > 0;
        }
    }

    /**
     * Socket options.
     *
     * @param userTimeout zero: off
     * @param lingerSeconds -1: off
     * @param receiveBuffer bytes, 0: the kernel's choice
     * @param sendBuffer bytes, 0: the kernel's choice
     * @param readChunk bytes
     */
    public record Tcp(
            int backlog,
            boolean noDelay,
            boolean keepAlive,
            Duration userTimeout,
            int lingerSeconds,
            int receiveBuffer,
            int sendBuffer,
            int readChunk) {}

    /**
     * What is too much.
     *
     * @param lag of a loop; zero: none is
     * @param heapPercent of the old generation in use after a collection; 0: none is
     * @param directPercent of direct memory in use; 0: none is
     * @param watchdog how long a loop may hang; zero: for ever
     */
    public record Overload(Duration lag, int heapPercent, int directPercent, Duration watchdog) {}

    /**
     * How a stop goes.
     *
     * @param notice it still accepts for so long; zero: not at all
     * @param over connections are sent away evenly over this, with the notice at most {@code within}; zero: at once
     * @param within after this, what is still open is cut
     */
    public record Drain(Duration notice, Duration over, Duration within) {}

    /** What is logged, and how. */
    public record Logging(LogFormat format, LogLevel level) {}
}
