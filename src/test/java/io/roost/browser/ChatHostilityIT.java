package io.roost.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.roost.testkit.Browser;
import io.roost.testkit.BrowserPage;
import io.roost.testkit.IrcClient;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What others write stays text. */
class ChatHostilityIT {
    private static final List<String> MESSAGES = List.of(
            "<script>document.title = 'owned'</script>",
            "<img src=x onerror=\"document.title='owned'\"><svg onload=alert(1)>",
            "javascript:alert(1) data:text/html,<script>alert(1)</script> vbscript:x",
            "https://example.org/\"onmouseover=\"document.title='owned'\" https://example.org/<script>",
            "&lt;b&gt; &amp; &#x3c;script&#x3e;",
            "\u202Egnp.exe \u2066hidden\u2069 zero\u200Bwidth",
            "w".repeat(400),
            "\u0001VERSION\u0001",
            "bell\u0007 escape\u001B[31m delete\u007F",
            "\u000399,99colour\u0003 \u0004nothex\u0004 \u0002\u001d\u001fall\u000f none",
            "Z" + "\u0341".repeat(150));

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @Test
    void messages_whenHostile_thenTheyStayText() {
        try (ChatServer server = ChatServer.start();
                IrcClient raw = server.join("`{}|^[]\\_-")) {
            ChatPage ada = ChatPage.enter(BROWSER, server.url(), "ada");
            BrowserPage page = ada.page();
            MESSAGES.forEach(text -> raw.send("PRIVMSG #lobby :" + text));
            raw.send("TOPIC #lobby :<img src=x onerror=alert(1)> javascript:alert(1)");
            raw.send("PRIVMSG #lobby :the last one").sync();
            ada.awaitLine("the last one");

            assertThat(ada.lines())
                    .contains("<script>document.title = 'owned'</script>")
                    .contains("<img src=x onerror=\"document.title='owned'\"><svg onload=alert(1)>")
                    .contains("&lt;b&gt; &amp; &#x3c;script&#x3e;")
                    .contains("U+202Egnp.exe")
                    .contains("bellU+0007 escapeU+001B[31m deleteU+007F")
                    .contains("`{}|^[]\\_-")
                    .doesNotContain("VERSION");
            assertThat(page.text("#topic")).isEqualTo("<img src=x onerror=alert(1)> javascript:alert(1)");
            assertThat(page.title()).doesNotContain("owned");
            assertThat(page.has("#app script, #app svg, #app iframe, #logs img, #topic img, #app [style]"))
                    .isFalse();
            assertThat(
                            page.script(
                                    "return [...document.querySelectorAll('#logs a')].map(one => `${one.protocol} ${one.rel}`)"))
                    .isEqualTo(List.of("https: noopener noreferrer", "https: noopener noreferrer"));
            assertThat(page.is("return [...document.querySelectorAll('.text')]"
                            + ".every(one => one.scrollWidth <= one.clientWidth + 8 && one.clientHeight < 300)"))
                    .isTrue();
            assertThat(page.complaints()).isEmpty();
        }
    }

    /** The server's rules keep such names out, another server's might not: the page's own modules are asked. */
    @Test
    void names_whenHostile_thenTheyStayText() {
        try (ChatServer server = ChatServer.start()) {
            ChatPage ada = ChatPage.enter(BROWSER, server.url(), "ada");
            Object html = ada.page().call("""
                    const {Model} = await import('/state.js');
                    const {Session} = await import('/session.js');
                    const {Log} = await import('/log.js');
                    const model = new Model(() => {});
                    const session = new Session(model, {ask() {}, listed() {}});
                    session.attach({send: () => true, stop() {}});
                    model.wantedNick = 'me';
                    const evil = '<img/src=x/onerror=alert(1)>';
                    for (const line of [
                      ':s 001 me :hi', ':me!u@h JOIN #x', `:${evil}!u@h JOIN #x`,
                      `:${evil}!u@h PRIVMSG #x :hello`, `:a\\u202Eb\\u200Bc!u@h PRIVMSG #x :hello`,
                      `:${evil}!u@h PRIVMSG #x :\\x01ACTION waves\\x01`, `:${evil}!u@h NICK <b>`, ':<b>!u@h QUIT :<i>',
                      '', ':', '@', '@a', ':x ', ':s 353', ':s JOIN', ':s MODE #x', ':s KICK', ':s NICK',
                      ':s PRIVMSG', ':s TAGMSG', ':s CAP', ':s BATCH', ':s 005', ':s 433', ':s FAIL', ':s constructor',
                      ':s __proto__ x', ':s 731', ':s 354', ':s TOPIC', ':s INVITE', ':s 322', ':s WALLOPS :x',
                    ]) {
                      session.line(line);
                    }
                    const log = new Log(model.find('#x'), {scrolled() {}, openPerson() {}});
                    log.sync();
                    return {
                      text: log.lines.textContent,
                      tags: [...new Set([...log.lines.querySelectorAll('*')].map((one) => one.localName))].sort().join(),
                    };
                    """);

            assertThat(String.valueOf(html))
                    .contains("<img/src=x/onerror=alert(1)>")
                    .contains("aU+202EbU+200Bc")
                    .contains("tags=bdi,button,div,span,time");
        }
    }
}
