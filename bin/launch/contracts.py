"""Who imports whom. import-linter has a script only, which a moved checkout breaks."""

from importlinter.cli import lint_imports

if __name__ == "__main__":
    raise SystemExit(lint_imports(no_logo=True))
