package io.roost.server;

import io.netty.channel.Channel;
import io.roost.config.RoostConfig;
import io.roost.config.Service;
import io.roost.connection.Lane;
import io.roost.connection.Lanes;
import io.roost.doctor.Doctor;
import io.roost.fault.Draws;
import io.roost.metrics.NoiseReport;
import io.roost.metrics.Recurring;
import io.roost.transport.BindException;
import io.roost.transport.CountedLoop;
import io.roost.transport.EventLoops;
import io.roost.transport.ListenerBinder;
import io.roost.transport.SocketOptions;
import io.roost.transport.Transport;
import io.roost.transport.TransportUnavailableException;
import io.roost.transport.TriggerProof;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One server, from its configuration to its end.
 *
 * <p><b>Threading:</b> {@link #start} once on one thread; {@link #stop} on any, later calls do nothing.
 */
public final class RoostServer implements AutoCloseable {
    /** What the process exits with when a loop is lost: sysexits' EX_SOFTWARE. */
    public static final int EXIT_BROKEN = 70;

    /** Of one talker in one turn: what it says is multiplied by those who hear it, or grows to what it asks for. */
    private static final int TALK_READ_BYTES = 16 << 10;

    private final RoostConfig config;
    private final EventLoops loops;
    private final Lanes lanes;
    private final int connectionLimit;
    private final List<Channel> listening = new CopyOnWriteArrayList<>();
    private final List<Listener> listeners = new ArrayList<>();
    private final SelfDefence defence;
    private final Listeners served;
    private final Drain drain;
    private final Reload reload;
    private final ChatService chat;
    private @Nullable TriggerProof trigger;
    private volatile @Nullable AdminService admin;

    private RoostServer(RoostConfig config, ConfigSource source, Transport transport) {
        this.config = config;
        this.connectionLimit = config.limits().connections() == 0
                ? Doctor.ofThisHost().connectionsWithinOpenFiles()
                : config.limits().connections();
        this.loops = new EventLoops(transport, config.eventLoops());
        this.lanes = lanes();
        this.reload = new Reload(config, source, this::take);
        this.chat = new ChatService(config, lanes, reload::begin);
        this.defence = new SelfDefence(loops, lanes, config.overload());
        this.drain = new Drain(loops, lanes, listening, config.drain(), chat::end, defence::stop);
        this.served = new Listeners(lanes, draws(config), listening, drain::hasBegun);
    }

    /**
     * Starts and binds everything, or nothing.
     *
     * @throws StartException when the transport is missing or an address can't be bound
     */
    public static RoostServer start(RoostConfig config) throws StartException {
        return start(config, () -> config);
    }

    /** As {@link #start(RoostConfig)}, of a server that {@link #reload} has read {@code source}. */
    public static RoostServer start(RoostConfig config, ConfigSource source) throws StartException {
        RoostServer server;
        try {
            server = new RoostServer(config, source, Transport.of(config.transport()));
        } catch (TransportUnavailableException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        }
        try {
            server.bindAll();
            server.reportNoise();
            server.defence.start();
            return server;
        } catch (BindException | TransportUnavailableException e) {
            server.close();
            throw new StartException(String.valueOf(e.getMessage()), e);
        }
    }

    /** What listens where, in the order of the configuration, the admin listener last. */
    public List<Listener> listeners() {
        return List.copyOf(listeners);
    }

    /** Connections at most. */
    public int connectionLimit() {
        return connectionLimit;
    }

    /** How its connections are watched, as the kernel has it. */
    public TriggerProof trigger() {
        return Objects.requireNonNull(trigger);
    }

    /** The loops that run it. */
    public EventLoops loops() {
        return loops;
    }

    /** Reads the configuration again, on the caller's thread; the log says what came of it. */
    public void reload() {
        reload.run(line -> {});
    }

    /** Begins to stop, which goes on without the caller. Later calls do nothing. */
    public void drain() {
        drain.begin();
    }

    /** Stops accepting, has all connections told and sent away, ends all threads; returns when that is done, whoever began it. */
    public void stop() {
        drain.run();
    }

    /** Returns when the server has ended: how long that took. */
    public Duration awaitEnd() {
        return drain.awaitEnd();
    }

    /** Connections open now. */
    public int connections() {
        return loops.workers().connections();
    }

    @Override
    public void close() {
        stop();
    }

    private void bindAll() throws BindException, TransportUnavailableException {
        SocketOptions options = new SocketOptions(loops.transport(), config.tcp(), config.limits());
        trigger = TriggerProof.of(loops, options);
        ListenerBinder binder = new ListenerBinder(loops.transport(), loops.bosses(), loops.workers(), options);
        ListenerBinder talkBinder = new ListenerBinder(
                loops.transport(), loops.bosses(), loops.workers(), options.readingOnce(TALK_READ_BYTES));
        Doors doors = Doors.of(config, loops.workers(), connectionLimit, defence::isOn);
        ListenerPipelines pipelines = new ListenerPipelines(config, lanes, chat, doors.open()::becomes);
        served.bind(
                new Listeners.Parts(config, listener -> readsOnce(listener) ? talkBinder : binder, pipelines, doors),
                this::opened);
        if (!config.admin().bind().isOff()) {
            AdminService service = new AdminService(
                    loops, connectionLimit, drain, defence, hasChat() ? chat.figures() : null, config.admin());
            admin = service;
            List<Channel> channels = service.start(options, served.proxies());
            opened("admin", (InetSocketAddress) channels.get(0).localAddress());
        }
    }

    private static boolean readsOnce(RoostConfig.Listener listener) {
        return switch (listener.service()) {
            case CHAT, TALK, HTTP -> true;
            case ECHO, DISCARD, CHARGEN -> false;
        };
    }

    private static Draws draws(RoostConfig config) {
        long seed = config.fault().seed();
        return new Draws(seed == 0 ? 1 + ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE - 1) : seed);
    }

    /** What a running server can take over of a configuration; times hold for those that come from then on. */
    private void take(RoostConfig next) {
        chat.reload(next);
        served.reload(next);
        AdminService service = admin;
        if (service != null) {
            service.reload(next.admin());
        }
    }

    private boolean hasChat() {
        return config.listeners().stream()
                .anyMatch(listener -> listener.service() == Service.CHAT || listener.service() == Service.TALK);
    }

    private void reportNoise() {
        NoiseReport report =
                new NoiseReport(loops.bosses().loops(), loops.workers().loops());
        var unused = loops.admin()
                .loops()
                .get(0)
                .loop()
                .scheduleAtFixedRate(new Recurring("the report of noise", report), 1, 1, TimeUnit.SECONDS);
    }

    private void opened(String service, InetSocketAddress address) {
        listeners.add(new Listener(service, address));
    }

    private Lanes lanes() {
        Optional<Duration> tick = WheelTick.forAll(config.listeners().stream()
                .flatMap(listener -> ListenerTimes.all(config, listener).stream())
                .toList());
        List<Lane> all = new ArrayList<>();
        for (CountedLoop worker : loops.workers().loops()) {
            Lane lane = new Lane(
                    worker.loop(),
                    worker.counters(),
                    tick.orElse(WheelTick.LONGEST),
                    System::nanoTime,
                    loops.transport().hasDescriptors());
            if (tick.isPresent()) {
                lane.start(loops.admin().loops().get(0).loop());
            }
            all.add(lane);
        }
        return new Lanes(all);
    }
}
