# Sets $python to the first interpreter that is Python 3.11 or newer, or ends with a sentence.
python=
for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python}; do
  if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    python=$candidate
    break
  fi
done
if [ -z "$python" ]; then
  echo "Lokadaya needs Python 3.11 or newer, and none was found: install it, or name it with PYTHON=/path/to/python3." >&2
  exit 1
fi
