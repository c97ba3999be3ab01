"""The same pages for an alliance, named by its slug, and a group, by its number."""

from django.urls import URLPattern, path

from alliances.plans.views import parts, plans


def addresses(base: str) -> list[URLPattern]:
    plan = f"{base}<int:pk>/"
    part = f"{plan}<str:part>/<int:number>/"
    return [
        path(base, plans.index, name="index"),
        path(f"{base}baru/", plans.new, name="new"),
        path(plan, plans.show, name="plan"),
        path(f"{plan}ubah/", plans.change, name="change"),
        path(f"{plan}tutup/", plans.close, name="close"),
        path(f"{plan}buka/", plans.reopen, name="reopen"),
        path(f"{plan}sasaran/", parts.add_goal, name="add_goal"),
        path(
            f"{plan}sasaran/<int:goal>/kegiatan/", parts.add_action, name="add_action"
        ),
        path(f"{plan}risiko/", parts.add_risk, name="add_risk"),
        path(f"{plan}kegiatan/<int:action>/kemajuan/", parts.report, name="report"),
        path(f"{part}ubah/", parts.change, name="change_part"),
        path(f"{part}hapus/", parts.remove, name="remove"),
    ]
