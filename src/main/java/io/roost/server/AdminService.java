package io.roost.server;

import io.netty.channel.Channel;
import io.roost.config.RoostConfig;
import io.roost.dashboard.Dashboard;
import io.roost.fault.api.Proxies;
import io.roost.fault.api.ToxicApi;
import io.roost.metrics.AdminGuard;
import io.roost.metrics.AdminHandler;
import io.roost.metrics.ChatFigures;
import io.roost.metrics.Endpoint;
import io.roost.metrics.HealthEndpoint;
import io.roost.metrics.IndexEndpoint;
import io.roost.metrics.MetricsEndpoint;
import io.roost.metrics.Recurring;
import io.roost.pipeline.AdminPipeline;
import io.roost.transport.BindException;
import io.roost.transport.Door;
import io.roost.transport.EventLoops;
import io.roost.transport.ListenerBinder;
import io.roost.transport.LoopTeam;
import io.roost.transport.SocketOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The admin listener: its pages, and the sample that is taken for them once a second. */
final class AdminService {
    private static final Logger log = LoggerFactory.getLogger(AdminService.class);

    /** At most: some who scrape, and those who watch. */
    private static final int CONNECTIONS = 256;

    private final EventLoops loops;
    private final int connectionLimit;
    private final Drain drain;
    private final SelfDefence defence;
    private final @Nullable ChatFigures chat;
    private final RoostConfig.Admin config;
    private final AdminGuard guard;

    AdminService(
            EventLoops loops,
            int connectionLimit,
            Drain drain,
            SelfDefence defence,
            @Nullable ChatFigures chat,
            RoostConfig.Admin config) {
        this.loops = loops;
        this.connectionLimit = connectionLimit;
        this.drain = drain;
        this.defence = defence;
        this.chat = chat;
        this.config = config;
        this.guard = new AdminGuard(config.bind().isLoopback());
        reload(config);
    }

    /** Takes over the token. Any thread. */
    void reload(RoostConfig.Admin next) {
        guard.askFor(next.token(), next.tokenFor() == RoostConfig.TokenFor.ALL);
    }

    /** Binds and serves; the listening channels. */
    List<Channel> start(SocketOptions options, Proxies proxies) throws BindException {
        LoopTeam admin = loops.admin();
        Dashboard dashboard = new Dashboard(
                loops.bosses().loops(),
                loops.workers().loops(),
                connectionLimit,
                chat,
                defence.figures(),
                proxies,
                System::nanoTime);
        ListenerBinder binder = new ListenerBinder(loops.transport(), admin, admin, options);
        List<Channel> channels = binder.bind(
                config.bind(),
                new AdminPipeline(new AdminHandler(pages(dashboard, proxies), guard)),
                new Door(admin, CONNECTIONS),
                RefusalTexts.HTTP::of);
        var unused = admin.loops()
                .get(0)
                .loop()
                .scheduleAtFixedRate(new Recurring("a sample for the dashboard", dashboard), 1, 1, TimeUnit.SECONDS);
        unused = admin.loops()
                .get(0)
                .loop()
                .scheduleAtFixedRate(
                        new Recurring("the report of refused requests", guard::report), 1, 1, TimeUnit.SECONDS);
        if (!config.bind().isLoopback() && config.token().isEmpty()) {
            log.warn(
                    "the admin listener at {} is open to others: whoever reaches it reads figures, and changes are taken from"
                            + " loopback alone, since admin.token is off",
                    config.bind());
        }
        return channels;
    }

    private Map<String, Endpoint> pages(Dashboard dashboard, Proxies proxies) {
        Map<String, Endpoint> pages = new TreeMap<>();
        pages.put(
                "/metrics",
                new MetricsEndpoint(
                                loops.bosses().loops(),
                                loops.workers().loops(),
                                connectionLimit,
                                chat,
                                defence.figures())
                        .with(proxies)
                        .with(guard));
        pages.put("/health/live", new HealthEndpoint("live", () -> null));
        pages.put("/health/ready", new HealthEndpoint("ready", () -> drain.hasBegun() ? "draining" : defence.matter()));
        pages.put("/drain", new DrainEndpoint(drain));
        pages.put("/proxies", new ToxicApi(proxies, loops.admin().loops().get(0).loop()));
        List<String> named = new ArrayList<>(pages.keySet());
        named.add("/stats");
        named.add("/events");
        ToxicApi.PATHS.forEach(path -> pages.put(path, pages.get("/proxies")));
        pages.putAll(dashboard.pages(new IndexEndpoint(named)));
        return pages;
    }
}
