"""The trainer's desk: putting a course together, as several tests do it."""

from playwright.sync_api import Locator, expect

from portal.tests.browser.people import Walker


def add_module(trainer: Walker, title: str) -> None:
    form = trainer.page.locator("form.adding.short")
    form.locator("[name=title]").fill(title)
    trainer.press("Tambah modul", within=form)
    expect(bench(trainer, 2)).to_contain_text(title)


def add_activity(trainer: Walker, module: int, kind: str, title: str) -> None:
    adding = bench(trainer, module).locator("details.add")
    adding.locator("summary").click()
    adding.locator("[name=kind]").select_option(kind)
    adding.locator("[name=title]").fill(title)
    trainer.press("Tambah", within=adding)
    expect(row_of(trainer, title)).to_contain_text("Draf")


def bench(trainer: Walker, module: int) -> Locator:
    return trainer.page.locator("[data-module]").nth(module - 1)


def row_of(trainer: Walker, title: str) -> Locator:
    return trainer.page.locator(f'[data-activity][data-name="{title}"]')


def edit(trainer: Walker, desk: str, title: str) -> None:
    trainer.go(desk)
    with trainer.page.expect_navigation():
        row_of(trainer, title).get_by_role("link", name=title).first.click()


def address_of(trainer: Walker, desk: str, title: str) -> str:
    """Where learners find it, from the address of its editor."""
    edit(trainer, desk, title)
    return trainer.path().removesuffix("sunting/")


def choose(trainer: Walker, title: str, deed: str) -> None:
    """One of the things that the menu of an activity offers."""
    row = row_of(trainer, title)
    row.locator(".row-menu > summary").click()
    trainer.press(deed, within=row)


def publish(trainer: Walker, title: str) -> None:
    choose(trainer, title, "Terbitkan")
    expect(row_of(trainer, title).get_by_text("Draf", exact=True)).to_have_count(0)
