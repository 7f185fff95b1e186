package io.roost.config;

import java.util.List;

/** The keys of the admin listener, in the order of the shipped file. */
final class AdminKeys {
    static final ConfigKey<Bind> ADMIN_BIND = new ConfigKey<>(
            "admin.bind",
            ValueTypes.BIND_OR_OFF,
            new Bind("127.0.0.1", 9090),
            "Where the dashboard, /metrics and /health are served over HTTP; off for nowhere.");
    static final ConfigKey<String> ADMIN_TOKEN = new ConfigKey<>(
            "admin.token",
            SecretType.of(ValueTypes.textOr(
                    "off", "16 to 256 letters, digits and -._~+/ (RFC 6750)", "[A-Za-z0-9._~+/-]{16,256}=*")),
            "",
            "What Authorization: Bearer must bring with each request that changes something, from wherever it comes; off:"
                    + " changes are taken from this host's loopback alone, and no token is asked for.");
    static final ConfigKey<RoostConfig.TokenFor> ADMIN_TOKEN_FOR = new ConfigKey<>(
            "admin.token-for",
            ValueTypes.oneOf(RoostConfig.TokenFor.class),
            RoostConfig.TokenFor.CHANGES,
            "What the token is asked for, if there is one: changes, or all but /health/live and /health/ready.");

    static final List<ConfigKey<?>> ALL = List.of(ADMIN_BIND, ADMIN_TOKEN, ADMIN_TOKEN_FOR);

    private AdminKeys() {}

    static RoostConfig.Admin of(ConfigValues values) {
        return new RoostConfig.Admin(values.get(ADMIN_BIND), values.get(ADMIN_TOKEN), values.get(ADMIN_TOKEN_FOR));
    }
}
