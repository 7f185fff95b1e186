package io.roost.browser;

import io.roost.testkit.Browser;
import io.roost.testkit.BrowserPage;
import org.openqa.selenium.Keys;

/** The chat page as a person uses it. */
record ChatPage(BrowserPage page) {
    /** The lines of the conversation that is shown. */
    static final String LOG = ".scroller:not([hidden]) [role=log]";

    static ChatPage enter(Browser browser, String url, String nick) {
        ChatPage chat = new ChatPage(browser.open(url));
        chat.hello(nick);
        return chat.awaitConnected();
    }

    void hello(String nick) {
        page.fill("#hello-nick", nick);
        page.press(Keys.ENTER);
    }

    ChatPage awaitConnected() {
        page.awaitText("#state", "connected");
        page.awaitGone("#banner");
        return this;
    }

    /** Until the members of the channel that is shown are known. */
    ChatPage awaitMember(String nick) {
        page.awaitText("#members", nick);
        return this;
    }

    ChatPage say(String text) {
        page.fill("#text", text);
        page.press(Keys.ENTER);
        return this;
    }

    ChatPage awaitLine(String text) {
        page.awaitText(LOG, text);
        return this;
    }

    /** Goes to a conversation by a click in the list. */
    ChatPage open(String name) {
        page.click(item(name));
        page.awaitText("#title", name);
        return this;
    }

    String lines() {
        return page.text(LOG);
    }

    /** What the list says of a conversation: its name and what is unread. */
    static String item(String name) {
        return "#conversations [data-conversation='" + name + "']";
    }
}
