"""Relations between models follow the ladder too, where imports cannot be seen."""

from django.apps import apps

LADDER = [
    {"common", "letters"},
    {"accounts"},
    {"search"},
    {"network"},
    {"notices"},
    {"forum"},
    {"courses", "alliances"},
    {"initiatives", "identity", "library"},
    {"portal"},
]
RUNG = {app: rung for rung, names in enumerate(LADDER) for app in names}


def app_of(model) -> str:
    return (
        "letters"
        if model._meta.app_label == "letters"
        else model.__module__.split(".")[0]
    )


def relations():
    for model in apps.get_models():
        if app_of(model) not in RUNG:
            continue
        for field in model._meta.get_fields():
            if not (field.is_relation and field.concrete):
                continue
            other = field.related_model
            if other is not None and app_of(other) in RUNG:
                yield model, field, other


def test_no_model_points_up_the_ladder():
    # What points to people through settings.AUTH_USER_MODEL may stand below them.
    upwards = [
        f"{model._meta.label}.{field.name} → {other._meta.label}"
        for model, field, other in relations()
        if RUNG[app_of(other)] > RUNG[app_of(model)]
        and other._meta.label != "accounts.User"
    ]

    assert upwards == []


def test_siblings_do_not_point_at_each_other():
    sideways = [
        f"{model._meta.label}.{field.name} → {other._meta.label}"
        for model, field, other in relations()
        if RUNG[app_of(other)] == RUNG[app_of(model)] and app_of(other) != app_of(model)
    ]

    assert sideways == []


def test_every_app_of_ours_stands_on_the_ladder():
    ours = {app_of(model) for model in apps.get_models()}
    theirs = {"django", "allauth", "oauth2_provider", "machina", "mptt"}

    assert ours - theirs <= set(RUNG)
