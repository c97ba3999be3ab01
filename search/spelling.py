"""Words spelled alike: groups of three letters find them, steps of letters judge."""


def parts(word: str) -> list[str]:
    """`air` is `␣␣a`, `␣ai`, `air`, `ir␣`: the beginning counts twice."""
    padded = f"  {word} "
    return sorted({padded[n : n + 3] for n in range(len(padded) - 2)})


def steps(one: str, other: str) -> int:
    """How many letters must be put in, left out, changed or swapped.

    Swapping two neighbours is one step, for that is how fingers err.
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for n, letter in enumerate(one, start=1):
        last, before, row = before, row, [n]
        for m, wanted in enumerate(other, start=1):
            cost = min(
                before[m] + 1,
                row[m - 1] + 1,
                before[m - 1] + (letter != wanted),
            )
            if n > 1 and m > 1 and letter == other[m - 2] and one[n - 2] == wanted:
                cost = min(cost, last[m - 2] + 1)
            row.append(cost)
    return row[-1]


def most_steps(word: str) -> int:
    """A short word that is changed twice is another word."""
    return 1 if len(word) < 6 else 2
