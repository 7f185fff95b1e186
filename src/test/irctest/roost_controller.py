"""The irctest controller of Roost (https://github.com/progval/irctest).

irctest starts a fresh server for each test: `java -jar target/roost.jar serve --config FILE`.
What is listed as promised turns a skip into a failure, so that a lost feature is seen.

Two tests of LIST let minutes pass: with the command faketime (Debian: apt-get install faketime) they take seconds.

Environment: ROOST_JAR (default target/roost.jar), ROOST_JAVA_OPTS.
"""

import os
import shlex
import shutil
from pathlib import Path
from typing import Any, Dict, Optional, Type

from irctest import patma
from irctest.basecontrollers import BaseServerController, DirectoryBasedController
from irctest.cases import BaseServerTestCase
from irctest.runner import NotImplementedByController
from irctest.specifications import Capabilities, OptionalBehaviors

JAR = os.path.abspath(os.environ.get("ROOST_JAR", "target/roost.jar"))
JAVA_OPTS = os.environ.get(
    "ROOST_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -Xmx128m"
)

CONFIG = """\
server:
  name: My.Little.Server
  network: testnet
  description: test server
event-loops:
  workers: {workers}
listeners:
  - service: chat
    bind: '{host}:{port}'
{websocket}admin:
  bind: off
chat:
  password: '{password}'
  operators: 'operuser:$2a$04$fz9bgprQnlW3nFIkIa.Yi.S1Z8MTk4nRq0a.Ljy872DK2NTYHRre6'
drain:
  within: 500ms
"""

WEBSOCKET = """\
  - service: chat
    bind: '{host}:{port}'
    over: websocket
"""

CAPABILITIES = frozenset(
    Capabilities(name)
    for name in (
        "account-notify",
        "account-tag",
        "away-notify",
        "batch",
        "echo-message",
        "extended-join",
        "extended-monitor",
        "labeled-response",
        "message-tags",
        "multi-prefix",
        "server-time",
        "setname",
    )
)
OPTIONAL_BEHAVIORS = frozenset(
    OptionalBehaviors[name]
    for name in (
        "BAN_EXCEPTION_MODE",
        "CAP_REQ_MINUS",
        "ELIST_C",
        "ELIST_M",
        "ELIST_N",
        "ELIST_T",
        "ELIST_U",
        "INVITE_EXCEPTION_MODE",
        "INVITE_LIST",
        "INVITE_OVERRIDES_LIMIT",
        "MULTI_JOIN",
        "MULTI_KICK",
        "MULTI_PRIVMSG",
        "NO_CTCP",
    )
    if name in OptionalBehaviors.__members__
)
ISUPPORT: Dict[str, Any] = {
    "BOT": "B",
    "CASEMAPPING": "ascii",
    "ELIST": "CMNTU",
    "EXCEPTS": "e",
    "INVEX": "I",
    "MONITOR": "100",
    "PREFIX": "(ohv)@%+",
    "STATUSMSG": "@%+",
    "TARGMAX": patma.ANYSTR,
    "UTF8ONLY": None,
    "WHOX": None,
}


class RoostController(BaseServerController, DirectoryBasedController):
    software_name = "Roost"
    supports_sts = False
    supported_sasl_mechanisms: set = set()
    capabilities = CAPABILITIES
    optional_behaviors = OPTIONAL_BEHAVIORS
    isupport = ISUPPORT
    extban_mute_char = "m"
    nickserv = "NickServ"
    _port_wait_interval = 0.02

    # A PONG comes after all that happened before it: the suite need not wait for anything.
    sync_sleep_time = 0.0

    def run(
        self,
        hostname: str,
        port: int,
        *,
        password: Optional[str],
        ssl: bool,
        run_services: bool,
        faketime: Optional[str],
        websocket_hostname: Optional[str] = None,
        websocket_port: Optional[int] = None,
    ) -> None:
        if ssl:
            raise NotImplementedByController("TLS")
        assert self.proc is None
        self.hostname = hostname
        self.port = port
        self.create_config()
        assert self.directory
        config_file = Path(self.directory) / "roost.yaml"
        config_file.write_text(
            CONFIG.format(
                host=hostname,
                port=port,
                password=password or "off",
                # The WebSocket tests read at one client what another has said, without a PING of that other's
                # in between, which would order the two: here one loop does.
                workers=1 if websocket_hostname else 2,
                websocket=WEBSOCKET.format(host=websocket_hostname, port=websocket_port)
                if websocket_hostname
                else "",
            )
        )
        clock = []
        if faketime and shutil.which("faketime"):
            # Timers go on by the monotonic clock, as the test's own do.
            clock = ["faketime", "--exclude-monotonic", "-f", faketime]
            self.faketime_enabled = True
        self.proc = self.execute(
            [*clock, "java", *shlex.split(JAVA_OPTS), "-jar", JAR, "serve", "--config", str(config_file)],
            proc_name="roost",
            cwd=self.directory,
        )

    def registerUser(
        self, case: BaseServerTestCase, username: str, password: Optional[str] = None
    ) -> None:
        raise NotImplementedByController("accounts")


def get_irctest_controller_class() -> Type[RoostController]:
    return RoostController
