"""How people are written on pages."""

from django import template

from accounts import phone_numbers

register = template.Library()


@register.filter
def phone(number: str | None) -> str:
    """A stored number as it is written on a card: 0812 3456 7890."""
    return phone_numbers.spoken(number) if number else ""
