"""Indonesian mobile numbers, however they are written."""

import phonenumbers

REGION = "ID"
WHATSAPP = "https://wa.me"
COUNTRY_CODE = 62
MOBILE = (
    phonenumbers.PhoneNumberType.MOBILE,
    phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE,
)


def normalize(text: str) -> str:
    """`0812…`, `62812…` and `+62 812-…` are all `+62812…`; anything else ValueError."""
    try:
        number = phonenumbers.parse(text, REGION)
    except phonenumbers.NumberParseException as error:
        raise ValueError(text) from error
    if (
        number.country_code != COUNTRY_CODE
        or not phonenumbers.is_valid_number(number)
        or phonenumbers.number_type(number) not in MOBILE
    ):
        raise ValueError(text)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def whatsapp_url(phone: str, quoted: str) -> str:
    """Opens WhatsApp with these words, quoted for an address, to this number."""
    number = "".join(filter(str.isdigit, phone))
    return f"{WHATSAPP}/{number}?text={quoted}"


def spoken(phone: str) -> str:
    """As it is written on a card, 0812 3456 7890, never broken across lines."""
    try:
        number = phonenumbers.parse(phone, REGION)
    except phonenumbers.NumberParseException:
        return phone
    national = phonenumbers.PhoneNumberFormat.NATIONAL
    return phonenumbers.format_number(number, national).replace(
        "-", "\N{NO-BREAK SPACE}"
    )
