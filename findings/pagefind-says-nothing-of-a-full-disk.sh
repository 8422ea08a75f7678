#!/usr/bin/env bash
# Pagefind 1.5.2 ends well, and says that all is indexed, where it could not write its files whole.
#
# Expected: a program that cannot write what it was asked for says so, and ends with an error, as
# `cp` does; a publication that goes by its exit code then keeps the former search.
# Seen: with room for 16 kB a file (a limit on the size of files stands in for a full disk, so that
# the script needs no disk of its own) the exit code is 0, "Indexed 40 pages" is printed, nothing is
# said, and its own program `pagefind.js` is cut within a line: no browser can run it. `cp` of a file
# as long ends with an error. Exits with 0 while it is so.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'pagefind[bin]==1.5.2'
"$work/venv/bin/python" -m pip list 2>/dev/null | grep -i pagefind

for n in $(seq 40); do
  mkdir -p "$work/site/$n"
  printf '<html lang="en"><body><main data-pagefind-body><h1>Page %s</h1><p>Words of page %s.</p></main></body></html>\n' \
    "$n" "$n" > "$work/site/$n/index.html"
done

indexed() { "$work/venv/bin/python" -m pagefind --site "$work/site" --output-path "$work/$1"; }

indexed whole > /dev/null 2>&1
cut=0 copied=0
(trap '' XFSZ; ulimit -f 16; indexed cut > "$work/said" 2>&1) || cut=$?
(trap '' XFSZ; ulimit -f 16; cp "$work/whole/pagefind.js" "$work/copy.js" 2> /dev/null) || copied=$?
whole=$(wc -c < "$work/whole/pagefind.js") short=$(wc -c < "$work/cut/pagefind.js")
echo "pagefind.js: $whole bytes with room, $short without; exit codes: Pagefind $cut, cp $copied"
grep -h "Indexed .* pages" "$work/said"
if grep -i "error\|fail\|could not\|too large" "$work/said"; then exit 1; fi
[ "$cut" = 0 ] && [ "$copied" != 0 ] && [ "$short" -lt "$whole" ]
