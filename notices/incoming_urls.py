"""Where e-mail services hand in mail: only with a secret that they know too."""

from django.conf import settings
from django.urls import include, path

urlpatterns = (
    [path("surel-masuk/", include("anymail.urls"))]
    if settings.ANYMAIL["WEBHOOK_SECRET"]
    else []
)
