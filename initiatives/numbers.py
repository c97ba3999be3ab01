"""Numbers as Indonesians write them."""


def spoken(number: int | float) -> str:
    """1250.5 is 1.250,5."""
    text = f"{number:,.2f}".rstrip("0").rstrip(".") if number % 1 else f"{number:,.0f}"
    return text.translate(str.maketrans(",.", ".,"))
