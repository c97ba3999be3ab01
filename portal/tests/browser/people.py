"""People with browsers: what they do over and over on the road."""

import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path

from playwright.sync_api import (
    Browser,
    BrowserContext,
    Locator,
    Page,
    ViewportSize,
    expect,
)

from notices.tests.mail_server import Mailboxes

PASSWORD = "lokadaya-demo"
# On a loaded machine too.
PATIENCE = 30_000
MAIL_SECONDS = 150
expect.set_options(timeout=PATIENCE)


ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update"),
    "--disable-sync",
]
PHONE = ViewportSize(width=360, height=740)
LAPTOP = ViewportSize(width=1280, height=800)


class Walker:
    """One person with one browser, whose pages show no script errors.

    With a folder for their profile, the browser is a program of their own, which can be
    closed and started again.
    """

    def __init__(
        self,
        browser: Browser,
        portal: str,
        crowdfunding: str,
        *,
        wide: bool = False,
        profile: Path | None = None,
    ) -> None:
        self.browser, self.screen = browser, LAPTOP if wide else PHONE
        self.profile = profile
        self.portal, self.crowdfunding = portal, crowdfunding
        self.faults: list[str] = []
        self.context = self._context()
        self.page = self._page()

    def _context(self) -> BrowserContext:
        if self.profile:
            context = self.browser.browser_type.launch_persistent_context(
                self.profile,
                executable_path=os.environ["CHROMIUM"],
                args=ARGUMENTS,
                viewport=self.screen,
                locale="id-ID",
            )
        else:
            context = self.browser.new_context(viewport=self.screen, locale="id-ID")
        context.set_default_timeout(PATIENCE)
        return context

    def _page(self) -> Page:
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        return page

    def go(self, path: str) -> None:
        answer = self.page.goto(path if "://" in path else f"{self.portal}{path}")
        assert answer is not None
        assert answer.status < 400, f"{path} answered {answer.status}"

    def path(self) -> str:
        return self.page.url.removeprefix(self.portal)

    def sign_in(self, email: str, password: str = PASSWORD) -> "Walker":
        self.go("/masuk/")
        self.page.locator("input[name=login]").fill(email)
        self.page.locator("input[name=password]").fill(password)
        self.send("Masuk")
        expect(self.page.locator(".places")).to_be_visible()
        return self

    def press(
        self, name: str | re.Pattern[str], *, within: Locator | None = None
    ) -> None:
        (within or self.page.locator("main")).get_by_role(
            "button", name=name
        ).first.click()

    def send(self, name: str | re.Pattern[str]) -> None:
        """Press a button and wait for the page it leads to."""
        with self.page.expect_navigation():
            self.press(name)

    def follow(self, name: str | re.Pattern[str]) -> None:
        self.page.locator("main").get_by_role("link", name=name).first.click()

    def fill(self, name: str, value: str) -> None:
        self.page.locator(f"main [name={name}]").first.fill(value)

    def sees(self, text: str | re.Pattern[str]) -> None:
        expect(self.page.locator("main").get_by_text(text).first).to_be_visible()

    def answers_every_question(self) -> None:
        """Anything at all, whatever the kinds of the questions of this page."""
        for question in self.page.locator("main fieldset.question").all():
            choice = question.locator("input[type=radio], input[type=checkbox]").first
            if choice.count():
                choice.check()
            for field in question.locator("input[type=text], textarea").all():
                field.fill("12")
            for nth, field in enumerate(question.locator("select").all()):
                offered = field.locator("option").count() - 1
                field.select_option(index=1 + nth % offered)

    def reload_until_visible(self, wanted: Locator, seconds: int = 120) -> None:
        """For what a job does in its own time."""
        deadline = time.monotonic() + seconds
        while not wanted.first.is_visible():
            assert time.monotonic() < deadline, self.page.inner_text("main")
            self.page.wait_for_timeout(1000)
            self.page.reload()

    @contextmanager
    def without_a_line(self) -> Iterator[None]:
        self.context.set_offline(True)
        yield
        self.context.set_offline(False)

    def waits_in_the_outbox(self, count: int) -> None:
        expect(self.page.locator("#outbox")).to_contain_text(str(count))

    def has_an_empty_outbox(self) -> None:
        expect(self.page.locator("#outbox")).to_be_hidden()

    def close_and_reopen(self, path: str) -> None:
        """Close the page, or all of a browser of one's own; what it keeps stays.

        A browser that is started again has its line.
        """
        if self.profile:
            self.context.close()
            self.context = self._context()
        else:
            self.page.close()
        self.page = self._page()
        self.go(path)

    def end(self) -> None:
        self.context.close()
        assert self.faults == []


def code_from(mailboxes: Mailboxes, to: str) -> str:
    """The newest six digits mailed to someone."""
    code = re.compile(r"\b(\d{6})\b")
    found = code.search(text_of(newest_mail(mailboxes, to, code)))
    assert found
    return found.group(1)


def newest_mail(
    mailboxes: Mailboxes, to: str, words: str | re.Pattern[str]
) -> EmailMessage:
    """The last mail to someone that says this, once it has come."""
    wanted = re.compile(re.escape(words)) if isinstance(words, str) else words
    deadline = time.monotonic() + MAIL_SECONDS
    while time.monotonic() < deadline:
        for mail in mailboxes.of(to)[::-1]:
            if wanted.search(text_of(mail)):
                return mail
        time.sleep(0.2)
    raise AssertionError(f"no mail to {to} has {wanted.pattern}")


def text_of(mail: EmailMessage) -> str:
    """What a mail program shows of it, without its HTML."""
    body = mail.get_body(("plain",))
    assert body is not None
    return f"{mail['Subject']}\n{body.get_content()}"
