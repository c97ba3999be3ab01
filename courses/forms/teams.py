"""Who is named, and what becomes of them."""

from django import forms

from accounts.models import User


class TeamForm(forms.Form):
    """A button beside a person: into the team, or out of it."""

    person = forms.ModelChoiceField(User.objects.all())
    deed = forms.ChoiceField(choices=[("tambah", "tambah"), ("lepas", "lepas")])
