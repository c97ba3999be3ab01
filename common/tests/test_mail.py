"""E-mail in development: the console shows its words, the file keeps all of it."""

import pytest
from django.core.mail import EmailMultiAlternatives


@pytest.fixture
def letters(settings, tmp_path):
    settings.EMAIL_BACKEND = "common.mail.FileAndConsole"
    settings.EMAIL_FILE_PATH = tmp_path
    return tmp_path


def test_the_console_shows_words_and_the_file_keeps_all(letters, capsys):
    letter = EmailMultiAlternatives(
        "Sertifikat Anda terbit",
        "Halo Hasniar,\n\nBuka: http://localhost/kabar/1/\n",
        "kabar@lokadaya.test",
        ["hasniar@contoh.id"],
    )
    letter.attach_alternative("<p>Halo Hasniar,</p>", "text/html")
    assert letter.send() == 1
    shown = capsys.readouterr().out
    assert shown.startswith("E-mail to hasniar@contoh.id: Sertifikat Anda terbit\n\n")
    assert "Buka: http://localhost/kabar/1/" in shown
    assert "<p>" not in shown
    (kept,) = letters.iterdir()
    assert "<p>Halo Hasniar,</p>" in kept.read_text()
