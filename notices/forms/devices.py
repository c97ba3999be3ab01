"""What a browser says of itself when it may show news, and how much it may show."""

from django import forms

from notices.models import Device


class SubscriptionForm(forms.Form):
    endpoint = forms.CharField(max_length=1000)
    p256dh = forms.CharField(max_length=100)
    auth = forms.CharField(max_length=40)


class RenewalForm(SubscriptionForm):
    old_endpoint = forms.CharField(max_length=1000)


class ShowsForm(forms.Form):
    shows = forms.ChoiceField(choices=Device.Shows)
