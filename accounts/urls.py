"""Addresses of accounts: django-allauth's names under our paths, and our own pages."""

from django.urls import URLPattern, URLResolver, include, path

from accounts.views import data, entrance, leaving, people, privacy

pages = [
    path("akun/", people.profile, name="profile"),
    path("akun/data/", data.show, name="data"),
    path("akun/data/<uuid:key>/", data.fetch, name="data_copy"),
    path("akun/hapus/", leaving.ask, name="leave"),
    path("akun/terhapus/", leaving.asked, name="left"),
    path("orang/<uuid:sub>/", people.person, name="person"),
    path("privasi/", privacy.show, name="privacy"),
    path("privasi/<str:version>/", privacy.show, name="privacy_version"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((pages, "accounts"))),
    path("masuk/", entrance.sign_in, name="account_login"),
    path("masuk/kode/", entrance.request_code, name="account_request_login_code"),
    path("masuk/kode/isi/", entrance.confirm_code, name="account_confirm_login_code"),
    path("keluar/", entrance.sign_out, name="account_logout"),
    path("daftar/", entrance.sign_up, name="account_signup"),
    path(
        "verifikasi/e-mail/",
        entrance.confirm_email,
        name="account_email_verification_sent",
    ),
    path("verifikasi/ponsel/", entrance.confirm_phone, name="account_verify_phone"),
    path("verifikasi/ulang/", entrance.reauthenticate, name="account_reauthenticate"),
    path("sandi/lupa/", entrance.forgotten_password, name="account_reset_password"),
    path(
        "sandi/lupa/kode/",
        entrance.confirm_reset,
        name="account_confirm_password_reset_code",
    ),
    path(
        "sandi/lupa/baru/",
        entrance.new_password,
        name="account_complete_password_reset",
    ),
    path(
        "sandi/lupa/selesai/",
        entrance.new_password_done,
        name="account_password_reset_completed",
    ),
    path("akun/nonaktif/", entrance.inactive, name="account_inactive"),
    path("akun/sandi/", entrance.change_password, name="account_change_password"),
    path("akun/sandi/baru/", entrance.set_password, name="account_set_password"),
    path("akun/e-mail/", entrance.change_email, name="account_email"),
    path("akun/ponsel/", entrance.change_phone, name="account_change_phone"),
]
